package dev.nextword.explanation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many words back the influence of words has fallen to half.
 *
 * <p>Influence jumps from word to word (<em>France</em> counts, <em>the</em> does not), so it is
 * smoothed by a running median, which a single word that counts cannot move. Measured from the
 * median of the nearest {@value #NEAREST} words to where the running median of {@value #WINDOW}
 * words first is half of that, in between by a straight line of the logarithm. On an exponential
 * decay it is exactly the decay's half-life. Later words may count more again: this is the typical
 * word's influence, not that of a cue.
 *
 * @param words null where the text ends before that
 * @param measure how it was measured, for people
 */
public record HalfLife(@Nullable Double words, String measure) {
  private static final int NEAREST = 3;
  private static final int WINDOW = 5;

  private static final String MEASURE =
      "words (tokens with a letter or digit) from the nearest "
          + NEAREST
          + ", taken by their median, back to where the running median of "
          + WINDOW
          + " words is half of that";

  /**
   * @param connectivity by token
   * @param isWord by token: marks do not count
   */
  static HalfLife of(double[] connectivity, boolean[] isWord) {
    double[] back = // by distance, the last word first
        IntStream.range(0, connectivity.length)
            .map(i -> connectivity.length - 1 - i)
            .filter(i -> isWord[i])
            .mapToDouble(i -> connectivity[i])
            .toArray();
    return new HalfLife(words(back), MEASURE);
  }

  private static @Nullable Double words(double[] back) {
    if (back.length < WINDOW) {
      return null;
    }
    int start = NEAREST / 2; // the middle of the nearest words
    double half = median(back, 0, NEAREST) / 2;
    double before = 2 * half;
    int at = start;
    for (int middle = WINDOW / 2; middle + WINDOW / 2 < back.length; middle++) {
      double smoothed = median(back, middle - WINDOW / 2, WINDOW);
      if (smoothed <= half) {
        double share =
            smoothed > 0 ? Math.log(before / half) / Math.log(before / smoothed) : 1;
        return at + share * (middle - at) - start;
      }
      before = smoothed;
      at = middle;
    }
    return null;
  }

  private static double median(double[] values, int from, int count) {
    double[] sorted = Arrays.copyOfRange(values, from, from + count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }

  /** ln 2 / -ln(share): in how many steps a share kept at each step leaves half. */
  static @Nullable Double ofShareKept(List<double[]> gates) {
    double mean = gates.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
    return mean > 0 && mean < 1 ? Math.log(2) / -Math.log(mean) : null;
  }
}
