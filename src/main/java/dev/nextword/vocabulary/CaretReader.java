package dev.nextword.vocabulary;

import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Numbers;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.Reading.Before;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the end of a text that is being typed; see {@link TextEncoder#typed}. */
final class CaretReader {
  /** Written right behind a word and a token of their own. */
  private static final List<String> CLITICS = List.of("n't", "'s", "'m", "'d", "'ll", "'re", "'ve");

  private final TextEncoder encoder;
  private final Tokenizer tokenizer;

  CaretReader(TextEncoder encoder, Tokenizer tokenizer) {
    this.encoder = encoder;
    this.tokenizer = tokenizer;
  }

  /**
   * @param context empty; receives the ids of {@link Typed#context} with their tokens
   */
  Typed read(String text, TextEncoder.Ids context) {
    context.add(Vocabulary.END_OF_SENTENCE);
    List<Sentence> sentences = tokenizer.sentences(text);
    if (sentences.isEmpty()) {
      Before before = text.isEmpty() || TextEncoder.endsInSpace(text) ? Before.SPACE : Before.MARK;
      return new Typed(
          context.toArray(),
          List.of(new Reading(List.of(), new int[0], "", true, null, before)),
          List.of());
    }
    Sentence last = sentences.get(sentences.size() - 1);
    List<Token> tokens = last.tokens();
    int run = startOfRun(tokens, text.length());

    for (Sentence sentence : sentences.subList(0, sentences.size() - 1)) {
      add(sentence.tokens(), sentence.tokens().size(), context);
      context.add(Vocabulary.END_OF_SENTENCE);
    }
    String previous = run > 0 ? tokens.get(run - 1).text() : lastWord(sentences);
    List<Reading> readings = new ArrayList<>();
    // An opening single quote may be the word's own apostrophe, as in 'tis.
    boolean apostrophe = run > 0 && isApostrophe(tokens, run, text.length());
    int known = apostrophe ? run - 1 : run;
    add(tokens, known, context);
    if (run == tokens.size()) {
      boolean space = TextEncoder.endsInSpace(text);
      readBoundary(last, previous, space ? Before.SPACE : Before.MARK, context, readings);
    } else {
      readRun(text, tokens, run, previous, Truecaser.firstWord(tokens) >= run, readings);
    }
    if (apostrophe) {
      context.behind(tokens.get(known));
      readings = behind(tokens.get(known).text(), readings);
      String letters = "'" + readings.get(0).letters();
      boolean start = readings.get(0).sentenceStart();
      String before = known > 0 ? tokens.get(known - 1).text() : lastWord(sentences);
      readings.add(new Reading(List.of(), new int[0], letters, start, before, Before.SPACE));
    }
    return new Typed(context.toArray(), readings, context.unknown());
  }

  /** The readings of a text whose caret touches no word. */
  private void readBoundary(
      Sentence last,
      @Nullable String previous,
      Before before,
      TextEncoder.Ids context,
      List<Reading> readings) {
    boolean start = last.ended() || !hasWord(last.tokens());
    if (!last.ended()) {
      readings.add(new Reading(List.of(), new int[0], "", start, previous, before));
    } else if (before == Before.SPACE || !hasOpenQuote(last.tokens())) {
      context.add(Vocabulary.END_OF_SENTENCE);
      readings.add(new Reading(List.of(), new int[0], "", start, previous, before));
    } else {
      // "Yes. -- the sentence may be over, or the closing quote is still to come, and only before
      // the <eos> has the model learnt to expect it.
      int[] eos = {Vocabulary.END_OF_SENTENCE};
      readings.add(new Reading(List.of(), eos, "", start, previous, before));
      readings.add(new Reading(List.of(), new int[0], "", false, previous, Before.WORD));
    }
  }

  private static boolean hasOpenQuote(List<Token> tokens) {
    int open = 0;
    for (Token token : tokens) {
      switch (token.text()) {
        case "``" -> open++;
        case "''" -> open--;
        default -> {}
      }
    }
    return open > 0;
  }

  /** Whether an opening single quote stands right before the run or, without one, the caret. */
  private static boolean isApostrophe(List<Token> tokens, int run, int caret) {
    int next = run < tokens.size() ? tokens.get(run).start() : caret;
    Token quote = tokens.get(run - 1);
    return quote.text().equals("`") && quote.end() == next;
  }

  /** The same readings with one more word in front of each. */
  private List<Reading> behind(String word, List<Reading> readings) {
    List<Reading> behind = new ArrayList<>();
    for (Reading reading : readings) {
      List<String> words = new ArrayList<>(List.of(word));
      words.addAll(reading.words());
      int[] ids = new int[words.size()];
      ids[0] = encoder.id(word, false);
      System.arraycopy(reading.ids(), 0, ids, 1, ids.length - 1);
      behind.add(
          new Reading(
              words,
              ids,
              reading.letters(),
              reading.sentenceStart(),
              reading.previous(),
              reading.before()));
    }
    return behind;
  }

  /** The readings of the glued tokens from {@code run} to the caret. */
  private void readRun(
      String text,
      List<Token> tokens,
      int run,
      @Nullable String previous,
      boolean sentenceStart,
      List<Reading> readings) {
    int start = tokens.get(run).start();
    String letters = Folding.fold(text.substring(start));
    Before before =
        start == 0 || Folding.isSpace(text.charAt(start - 1)) ? Before.SPACE : Before.MARK;
    readings.add(new Reading(List.of(), new int[0], letters, sentenceStart, previous, before));

    Set<String> tried = new LinkedHashSet<>();
    for (String clitic : CLITICS) {
      for (int length = 1; length <= clitic.length() && length < letters.length(); length++) {
        String begun = clitic.substring(0, length);
        int stemEnd = letters.length() - length;
        if (letters.substring(stemEnd).equalsIgnoreCase(begun)
            && Character.isLetterOrDigit(letters.charAt(stemEnd - 1))
            && tried.add(begun)) {
          addSplit(
              letters.substring(0, stemEnd), letters.substring(stemEnd), sentenceStart, readings);
        }
      }
    }

    List<String> words = tokens.subList(run, tokens.size()).stream().map(Token::text).toList();
    String lastWord = words.get(words.size() - 1);
    // A number is never suggested, so its end may be taken for granted: 12 -> 12 years.
    boolean mayGoOn =
        Character.isLetterOrDigit(lastWord.codePointBefore(lastWord.length()))
            && !Numbers.isNumber(lastWord);
    readings.add(
        new Reading(
            words,
            ids(words, sentenceStart),
            "",
            false,
            lastWord,
            mayGoOn ? Before.WORD : Before.MARK));
  }

  private void addSplit(String stem, String begun, boolean sentenceStart, List<Reading> readings) {
    List<Sentence> sentences = tokenizer.sentences(stem);
    if (sentences.size() != 1) {
      return;
    }
    List<String> words = sentences.get(0).words();
    int[] ids = ids(words, sentenceStart);
    for (int id : ids) {
      if (id == Vocabulary.UNKNOWN) {
        return;
      }
    }
    readings.add(new Reading(words, ids, begun, false, words.get(words.size() - 1), Before.WORD));
  }

  private int[] ids(List<String> words, boolean sentenceStart) {
    int[] ids = new int[words.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = encoder.id(words.get(i), sentenceStart && i == 0);
    }
    return ids;
  }

  private void add(List<Token> tokens, int end, TextEncoder.Ids context) {
    int first = Truecaser.firstWord(tokens);
    for (int i = 0; i < end; i++) {
      Token token = tokens.get(i);
      int id = encoder.id(token.text(), i == first);
      if (id == Vocabulary.UNKNOWN && Unknown.isWholeWord(tokens, i)) {
        context.addUnknown(new Unknown(token.start(), token.end(), context.last(), i == first));
      }
      context.add(id, token);
    }
  }

  /**
   * Where the word under the caret begins.
   *
   * @return index of the first of the glued tokens that reach the caret and are words, apostrophes
   *     in or behind words, or hyphens behind words; the number of tokens where the caret touches
   *     none. What is too long for a word begins somewhere inside
   */
  private static int startOfRun(List<Token> tokens, int caret) {
    int run = tokens.size();
    int end = caret;
    while (run > 0
        && tokens.get(run - 1).end() == end
        && caret - tokens.get(run - 1).start() <= Tokenizer.LONGEST_WORD
        && isInWord(tokens.get(run - 1).text())) {
      run--;
      end = tokens.get(run).start();
    }
    while (run < tokens.size() && !Truecaser.isWord(tokens.get(run).text())) {
      run++;
    }
    return run;
  }

  private static boolean isInWord(String token) {
    return Truecaser.isWord(token) || token.equals("'") || token.equals("-");
  }

  private static boolean hasWord(List<Token> tokens) {
    return Truecaser.firstWord(tokens) < tokens.size();
  }

  private static @Nullable String lastWord(List<Sentence> sentences) {
    if (sentences.size() < 2) {
      return null;
    }
    List<Token> before = sentences.get(sentences.size() - 2).tokens();
    return before.get(before.size() - 1).text();
  }
}
