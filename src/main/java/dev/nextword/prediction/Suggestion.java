package dev.nextword.prediction;

/**
 * One word that may come next.
 *
 * @param word the whole word as it would stand in the text
 * @param completion exactly what to append to the text at the caret, spaces and case included
 * @param probability of this word among all that fit the letters already typed, 0 to 1
 * @param own whether it is a word of this text that the model's vocabulary lacks
 */
public record Suggestion(String word, String completion, double probability, boolean own) {
  /** A word of the vocabulary. */
  public Suggestion(String word, String completion, double probability) {
    this(word, completion, probability, false);
  }
}
