package dev.nextword.prediction;

import org.jspecify.annotations.Nullable;

/**
 * Where a word that a person expects stands among the suggestions of one model. Probability and
 * rank are those that the word has in {@link Column#complete} when enough suggestions are asked
 * for.
 *
 * @param word as it would stand in the text
 * @param known whether the model has this word at all, or the text has it already
 * @param rank 1 for the best suggestion; null where the word cannot stand, or where the model does
 *     not rank so improbable a word
 * @param probability among all that fit the letters already typed, 0 to 1; null where the word
 *     cannot stand
 * @param among where a rank is missing for a word that can stand: how many words the model ranks
 */
public record Expected(
    String word,
    boolean known,
    @Nullable Integer rank,
    @Nullable Double probability,
    @Nullable Integer among) {

  static Expected unknown(String word) {
    return new Expected(word, false, null, null, null);
  }

  static Expected unfit(String word) {
    return new Expected(word, true, null, null, null);
  }
}
