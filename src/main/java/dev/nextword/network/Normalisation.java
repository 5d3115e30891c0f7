package dev.nextword.network;

/** Layer normalisation of one example, and its way back; see {@link LayerNormCell}. */
final class Normalisation {
  private static final double LEAST_VARIANCE = 1e-5; // of a state that is zero, at the first step

  private Normalisation() {}

  /**
   * {@code a = (a - mean) / deviation} for a stretch of numbers.
   *
   * @return 1 / deviation
   */
  static double normalise(double[] a, int from, int length) {
    double mean = 0;
    for (int j = from; j < from + length; j++) {
      mean += a[j] / length;
    }
    double variance = 0;
    for (int j = from; j < from + length; j++) {
      a[j] -= mean;
      variance += a[j] * a[j] / length;
    }
    double scale = 1 / Math.sqrt(variance + LEAST_VARIANCE);
    for (int j = from; j < from + length; j++) {
      a[j] *= scale;
    }
    return scale;
  }

  /**
   * The way back through {@code y = normalise(a)}: {@code d = scale (d - mean(d) - y mean(d y))}.
   *
   * @param ofY where the example's numbers begin in y
   */
  static void back(double[] d, int from, int length, double[] y, int ofY, double scale) {
    double mean = 0;
    double along = 0;
    for (int j = 0; j < length; j++) {
      mean += d[from + j] / length;
      along += d[from + j] * y[ofY + j] / length;
    }
    for (int j = 0; j < length; j++) {
      d[from + j] = scale * (d[from + j] - mean - y[ofY + j] * along);
    }
  }
}
