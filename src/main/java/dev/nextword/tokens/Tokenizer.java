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
 * <p>Time grows with the length of the text, whatever stands in it: a run of more than {@value
 * #LONGEST_WORD} characters without white space is cut after every {@value #LONGEST_WORD}.
 *
 * <p>Safe for use by many threads: each call has its own lexers.
 */
public final class Tokenizer {
  /** Characters: what is longer is no word. */
  public static final int LONGEST_WORD = LexerPieces.LONGEST_RUN;

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
  public List<Sentence> sentences(String source) {
    String text = wellFormed(source);
    List<Sentence> sentences = new ArrayList<>();
    TokenLine line = new TokenLine();
    QuoteDirection quotes = new QuoteDirection(text);
    int from = 0;
    for (int to : LexerPieces.ends(text)) {
      StringReader piece = new StringReader(text.substring(from, to));
      PTBTokenizer<Word> lexer = new PTBTokenizer<>(piece, WORDS, OPTIONS);
      while (lexer.hasNext()) {
        Word word = lexer.next();
        if (PTBTokenizer.getNewlineToken().equals(word.word())) {
          split(line.tokens(), true, sentences);
          line = new TokenLine();
          quotes.newLine();
        } else {
          add(line, text, quotes, from + word.beginPosition(), from + word.endPosition());
        }
      }
      from = to;
    }
    split(line.tokens(), false, sentences);
    return sentences;
  }

  /** The sentences as they are written, each from its first token to its last. */
  public List<String> written(String source) {
    return sentences(source).stream()
        .map(Sentence::tokens)
        .map(t -> source.substring(t.get(0).start(), t.get(t.size() - 1).end()))
        .toList();
  }

  /**
   * Where words begin: tokens with a letter or digit in them, so that <em>don't</em> and
   * <em>Tom's</em> are two and marks are none. The distances of woven passages are in these words.
   *
   * @return offsets in UTF-16 code units, rising
   */
  public int[] wordStarts(String source) {
    return sentences(source).stream()
        .flatMap(sentence -> sentence.tokens().stream())
        .filter(token -> Truecaser.isWord(token.text()))
        .mapToInt(Token::start)
        .toArray();
  }

  /**
   * The lexer gives up on half a surrogate pair, and is slow with Unicode's own line ends: U+FFFD
   * and a plain line end take their places, so that offsets stay.
   */
  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\u2028' || text.charAt(i) == '\u2029') {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, '\n');
      } else if (Character.isSurrogate(text.charAt(i))) {
        if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          i++;
        } else {
          mended = mended == null ? new StringBuilder(text) : mended;
          mended.setCharAt(i, '\ufffd');
        }
      }
    }
    return mended == null ? text : mended.toString();
  }

  /** Adds what the lexer takes for one token. */
  private static void add(TokenLine line, String text, QuoteDirection quotes, int start, int end) {
    int at = start;
    while (at < end) {
      int cut = at + 1;
      if (text.charAt(at) == '.') {
        cut = end; // An ellipsis may have spaces inside: . . .
      } else if (!isQuotes(text, at, end)) {
        // A quote inside a quote ("'Twas) can come as one token: it is cut after the first.
        // Telephone numbers are lexed with the spaces in them; a token of ours has none.
        while (cut < end && !Folding.isSpace(text.charAt(cut))) {
          cut++;
        }
      }
      String folded = quotes.fold(at, cut);
      if (!folded.isEmpty()) {
        line.add(new Token(folded, at, cut));
      }
      while (cut < end && Folding.isSpace(text.charAt(cut))) {
        cut++;
      }
      at = cut;
    }
  }

  /** Several quote characters, not all the same. */
  private static boolean isQuotes(String text, int start, int end) {
    boolean same = true;
    for (int i = start; i < end; i++) {
      if ("\"'`\u2018\u2019\u201c\u201d".indexOf(text.charAt(i)) < 0) {
        return false;
      }
      same &= text.charAt(i) == text.charAt(start);
    }
    return !same;
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
      // Asked of the last part alone: what was joined to it has an end of its own.
      boolean ended =
          to < line.size() || lineEnded || endsSentence(line.subList(to - parts.get(i).size(), to));
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
