package dev.nextword.explanation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many words back the influence of words has fallen to half.
 *
 * <p>Influence jumps from word to word: <em>France</em> counts, <em>the</em> does not. What is
 * measured is how far back a word may stand and still count: the envelope, at each distance the
 * largest influence of any word there or farther, until it is half of the median of the nearest
 * {@value #NEAREST} words; in between by a straight line of the logarithm, and counted from the
 * middle of those nearest. On an exponential decay that is exactly the decay's half-life; where one
 * cue stands out, it is about the cue's distance.
 *
 * @param words null where a word that counts so much stands at the beginning of the text, or where
 *     there are too few words to tell
 * @param measure how it was measured, for people
 */
public record HalfLife(@Nullable Double words, String measure) {
  private static final int NEAREST = 3;

  private static final String MEASURE =
      "words (tokens with a letter or digit) back, beyond which no word has half the influence of"
          + " the nearest "
          + NEAREST
          + " (their median)";

  /**
   * @param connectivity by token
   * @param isWord by token: marks do not count
   */
  static HalfLife of(double[] connectivity, boolean[] isWord) {
    int last = connectivity.length - 1;
    double[] back = // by distance, the last word first
        IntStream.rangeClosed(0, last)
            .map(i -> last - i)
            .filter(i -> isWord[i])
            .mapToDouble(i -> connectivity[i])
            .toArray();
    return new HalfLife(words(back), MEASURE);
  }

  private static @Nullable Double words(double[] back) {
    if (back.length <= NEAREST) {
      return null;
    }
    double[] envelope = back.clone();
    for (int i = back.length - 2; i >= 0; i--) {
      envelope[i] = Math.max(back[i], envelope[i + 1]);
    }
    double[] nearest = Arrays.copyOf(back, NEAREST);
    Arrays.sort(nearest);
    int middle = NEAREST / 2;
    double half = nearest[middle] / 2;
    for (int i = middle + 1; i < envelope.length; i++) {
      if (envelope[i] <= half) {
        double before = i == middle + 1 ? 2 * half : envelope[i - 1];
        double share =
            envelope[i] > 0 ? Math.log(before / half) / Math.log(before / envelope[i]) : 1;
        return i - 1 + share - middle;
      }
    }
    return null;
  }

  /** ln 2 / -ln(share): in how many steps a share kept at each step leaves half. */
  static @Nullable Double ofShareKept(List<double[]> gates) {
    double mean = gates.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
    return mean > 0 && mean < 1 ? Math.log(2) / -Math.log(mean) : null;
  }
}
