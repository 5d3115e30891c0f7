package dev.nextword.tokens;

import edu.stanford.nlp.ling.Word;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import edu.stanford.nlp.process.WordTokenFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to sentences of Penn Treebank tokens, by Stanford CoreNLP's {@code tokenize} and {@code
 * ssplit} ({@link PTBTokenizer}, {@link WordToSentenceProcessor}); no model is needed for these.
 *
 * <p>Contractions are two tokens ({@code do n't}, {@code it 's}), punctuation stands alone.
 * Deviations from CoreNLP's defaults, each with its reason:
 *
 * <ul>
 *   <li>{@code splitAssimilations=false}: <em>cannot</em> and <em>gonna</em> are typed as one word,
 *       so they are one word here, too;
 *   <li>{@code splitHyphenated=false}, {@code splitForwardSlash=false}: with a hyphen as a token of
 *       its own nobody could tell <em>well-known</em> from <em>well - known</em> any more;
 *   <li>{@code strictFraction=true}: <em>2 1/2</em> is two numbers, no token has a space inside for
 *       it;
 *   <li>{@code tokenizePerLine=true}: a line's tokens depend on nothing outside that line;
 *   <li>quotes keep a direction, {@code ``} {@code ''} and {@code `} {@code '}, as in the treebank:
 *       for straight ones it is found from the white space around.
 * </ul>
 *
 * <p>A line end always ends a sentence. A sentence that would begin with a small letter after
 * closing quotes belongs to the one before: <em>"Who?" she said.</em>
 *
 * <p>Safe for use by many threads: each call has its own lexer.
 */
public final class Tokenizer {
  private static final String OPTIONS =
      "invertible=false,tokenizeNLs=true,tokenizePerLine=true,quotes=original,ellipses=original,"
          + "dashes=original,normalizeParentheses=false,normalizeOtherBrackets=false,"
          + "normalizeAmpersandEntity=false,normalizeFractions=false,normalizeSpace=false,"
          + "splitAssimilations=false,splitHyphenated=false,splitForwardSlash=false,"
          + "strictFraction=true,untokenizable=noneKeep";

  private static final WordTokenFactory WORDS = new WordTokenFactory();

  private final WordToSentenceProcessor<Word> splitter =
      new WordToSentenceProcessor<>(WordToSentenceProcessor.NewlineIsSentenceBreak.NEVER);

  /** All sentences of a text, in order; none for a text without tokens. */
  public List<Sentence> sentences(String text) {
    List<Sentence> sentences = new ArrayList<>();
    List<Token> line = new ArrayList<>();
    QuoteDirection quotes = new QuoteDirection(text);
    PTBTokenizer<Word> lexer = new PTBTokenizer<>(new StringReader(text), WORDS, OPTIONS);
    while (lexer.hasNext()) {
      Word word = lexer.next();
      int start = word.beginPosition();
      int end = word.endPosition();
      if (PTBTokenizer.getNewlineToken().equals(word.word())) {
        split(line, true, sentences);
        line = new ArrayList<>();
        quotes.newLine();
        continue;
      }
      add(line, text, quotes, start, end);
    }
    split(line, false, sentences);
    return sentences;
  }

  private static void add(
      List<Token> line, String text, QuoteDirection quotes, int start, int end) {
    // Telephone numbers are lexed with the spaces in them; a token of ours has none.
    int space = start;
    while (space < end && !Folding.isSpace(text.charAt(space))) {
      space++;
    }
    String folded = quotes.fold(start, space);
    if (!folded.isEmpty()) {
      Token last = line.isEmpty() ? null : line.get(line.size() - 1);
      if (last != null && last.end() == start && Numbers.isUnit(folded) && Numbers.isNumber(last)) {
        // 11:30am is lexed as two tokens; apart, nobody could tell it from 11:30 am any more.
        line.set(line.size() - 1, new Token(last.text() + folded, last.start(), space));
      } else {
        line.add(new Token(folded, start, space));
      }
    }
    if (space + 1 < end) {
      add(line, text, quotes, space + 1, end);
    }
  }

  /** Splits the tokens of one line into sentences. */
  private void split(List<Token> line, boolean lineEnded, List<Sentence> sentences) {
    if (line.isEmpty()) {
      return;
    }
    List<List<Word>> parts = splitter.process(labels(line));
    int from = 0;
    int to = 0;
    for (int i = 0; i < parts.size(); i++) {
      to += parts.get(i).size();
      if (i + 1 < parts.size() && goesOn(line.get(to - 1).text(), line.get(to).text())) {
        continue;
      }
      boolean last = to == line.size();
      boolean ended = !last || lineEnded || endsSentence(line.subList(from, to));
      sentences.add(new Sentence(line.subList(from, to), ended));
      from = to;
    }
  }

  /** "Who?" she said. */
  private static boolean goesOn(String last, String next) {
    return (last.equals("''") || last.equals("'")) && Character.isLowerCase(next.codePointAt(0));
  }

  private boolean endsSentence(List<Token> sentence) {
    // One more token after a sentence-final mark makes a second sentence.
    List<Word> words = labels(sentence);
    words.add(new Word("x"));
    return splitter.process(words).size() > 1;
  }

  /** What the splitter wants to see. */
  private static List<Word> labels(List<Token> tokens) {
    List<Word> labels = new ArrayList<>(tokens.size() + 1);
    for (Token token : tokens) {
      // CoreNLP takes a straight single quote for a closing one only where it can count another
      // before it; here the direction is known.
      String label = token.text().equals("'") ? "''" : token.text();
      labels.add(new Word(label, token.start(), token.end()));
    }
    return labels;
  }
}
