package dev.nextword.prediction;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.Reading;
import dev.nextword.vocabulary.Vocabulary;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which words of a vocabulary may be suggested where.
 *
 * <p>Never: {@code <unk>}, {@code <num>}, {@code <eos>}, blocked words, and marks that open
 * something or stand alone (quotes, brackets, dashes). After white space: words. Right behind a
 * word: the marks and clitics that are written there, too.
 */
public final class Choices {
  /** The marks that a person may want next; the others are left to the person. */
  private static final Set<String> MARKS = Set.of(",", ".", ";", ":", "?", "!", "...", ")", "''");

  private final Vocabulary vocabulary;
  private final BitSet attached = new BitSet();
  private final BitSet spaced = new BitSet();
  private final Choice anywhere;
  private final Choice afterSpace;

  public Choices(Vocabulary vocabulary, BlockList blocked) {
    this.vocabulary = vocabulary;
    for (int id = Vocabulary.SPECIAL.size(); id < vocabulary.size(); id++) {
      String word = vocabulary.word(id);
      if (blocked.blocks(word)) {
        continue;
      }
      if (MARKS.contains(word) || Contractions.isClitic(word)) {
        attached.set(id);
      } else if (isWord(word) && !word.startsWith("'") && !word.endsWith("'")) {
        spaced.set(id);
      }
    }
    BitSet both = (BitSet) attached.clone();
    both.or(spaced);
    anywhere = new Choice(both.stream().toArray());
    afterSpace = new Choice(spaced.stream().toArray());
  }

  /** Whether this is a word that is written behind a space: no mark, no clitic. */
  public static boolean isWord(String word) {
    return Truecaser.isWord(word) && !Detokenizer.attachesLeft(word);
  }

  /** Whatever may be suggested somewhere. */
  Choice anywhere() {
    return anywhere;
  }

  /** The words that may begin after white space: what next-word accuracy is measured on. */
  public Choice afterSpace() {
    return afterSpace;
  }

  /**
   * The words that these letters, typed after white space, may become; longer ones only.
   *
   * @param sentenceStart whether the word is the first of its sentence, where a capital says
   *     nothing
   */
  public Choice afterSpace(String letters, boolean sentenceStart) {
    return letters.isEmpty()
        ? afterSpace
        : begun(vocabulary.withPrefix(letters, sentenceStart), letters.length(), spaced::get);
  }

  /** Of these words those that are longer than what is typed and may stand there. */
  private Choice begun(int[] words, int length, IntPredicate fits) {
    return new Choice(
        IntStream.of(words)
            .filter(fits)
            // The word typed to its end is what the next reading begins with.
            .filter(id -> vocabulary.word(id).length() > length)
            .toArray());
  }

  /**
   * The words that may stand next and begin with the letters typed, the word that is typed to its
   * end among them; then, for where no word of the vocabulary begins so, any.
   */
  public List<Choice> next(Reading reading) {
    if (reading.letters().isEmpty()) {
      return List.of(of(reading));
    }
    int[] ids =
        IntStream.of(vocabulary.withPrefix(reading.letters(), reading.sentenceStart()))
            .filter(id -> attached.get(id) || spaced.get(id))
            .toArray();
    return List.of(new Choice(ids), afterSpace);
  }

  /** Whether a word, neither mark nor clitic, may go on with the letters of this reading. */
  static boolean takesWords(Reading reading) {
    return reading.letters().isEmpty() || reading.before() != Reading.Before.WORD || glues(reading);
  }

  /** Whether the token before is one that words are written right behind. */
  private static boolean glues(Reading reading) {
    return reading.previous() != null && Detokenizer.spacing(reading.previous(), "a").isEmpty();
  }

  /** What fits a reading of the end of the text and would make it longer. */
  Choice of(Reading reading) {
    if (reading.letters().isEmpty()) {
      return reading.before() == Reading.Before.SPACE ? afterSpace : anywhere;
    }
    boolean glued = glues(reading);
    return begun(
        vocabulary.withPrefix(reading.letters(), reading.sentenceStart()),
        reading.letters().length(),
        id ->
            switch (reading.before()) {
              case SPACE -> spaced.get(id);
              case WORD -> attached.get(id) || glued && spaced.get(id);
              case MARK -> attached.get(id) || spaced.get(id);
            });
  }
}
