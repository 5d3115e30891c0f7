package dev.nextword.prediction;

/**
 * When a phrase is offered, and how long it is.
 *
 * @param words how many words at most, at least 2; marks and clitics ({@code n't}) do not count
 * @param probability the phrase goes on while the product of its words' probabilities is at least
 *     this, 0 to 1
 */
public record PhraseOptions(int words, double probability) {
  public static final PhraseOptions DEFAULT = new PhraseOptions(5, 0.1);

  public PhraseOptions {
    if (words < 2) {
      throw new IllegalArgumentException("a phrase has at least 2 words, not " + words);
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("no probability of a phrase: " + probability);
    }
  }
}
