package dev.nextword.prediction;

/**
 * How the n-gram column is trained.
 *
 * @param grams longest n-gram, 1 to 3 words: 3 predicts a word from the two before it
 * @param maximumNGrams how many n-grams are stored at most; the rarest are left out until they fit.
 *     An n-gram takes about 6.3 bytes on disk, so the default stays under 8 MB
 */
public record NGramOptions(int grams, int maximumNGrams) {
  public static final NGramOptions DEFAULT = new NGramOptions(3, 1_200_000);

  public NGramOptions {
    if (grams < 1 || grams > NGramCounts.MAXIMUM_ORDER) {
      throw new IllegalArgumentException(
          "grams must be 1 to " + NGramCounts.MAXIMUM_ORDER + ", not " + grams);
    }
    if (maximumNGrams < 1) {
      throw new IllegalArgumentException("maximumNGrams must be at least 1, not " + maximumNGrams);
    }
  }
}
