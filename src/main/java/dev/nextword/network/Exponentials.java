package dev.nextword.network;

/**
 * Exponentials in single precision, quickly: {@code exp(x) = exp(x / 64)^64}, with six terms of the
 * series and six squarings, is nothing but products and sums, of which the Java compiler makes
 * vector instructions where it stands in a loop over an array.
 */
public final class Exponentials {
  private static final int PIECE = 1024;

  private Exponentials() {}

  /**
   * {@code exp(64 y)}, for y between -0.6 and 0.6. Where y is between -0.27 and 0.27 (the exponent
   * between -17 and 17) the relative error is below 1e-5.
   */
  static float ofSixtyFour(float y) {
    float p =
        1 + y * (1 + y * (1f / 2 + y * (1f / 6 + y * (1f / 24 + y * (1f / 120 + y * (1f / 720))))));
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    return p * p;
  }

  /**
   * {@code values[i] = exp(values[i] - shift)}. The relative error is below 1e-5 where that
   * exponent is between -17 and 17; below, where it hardly counts beside exp(0), it grows, and the
   * absolute error stays below 1e-12. Above 32 it is taken for 32: a sum shows that.
   */
  static void inPlace(float[] values, float shift) {
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 / ofSixtyFour(Math.max(-0.5f, (shift - values[i]) * (1f / 64)));
    }
  }

  /** {@code sum of exp(score - shift)}; no score may be above {@code shift} by more than 17. */
  public static double sum(float[] scores, float shift) {
    float[] piece = new float[PIECE];
    double sum = 0;
    for (int from = 0; from < scores.length; from += PIECE) {
      int length = Math.min(PIECE, scores.length - from);
      System.arraycopy(scores, from, piece, 0, length);
      sum += sum(piece, length, shift);
    }
    return sum;
  }

  /** {@code sum of exp(scores[id])} over some words; no such score may be above 17. */
  public static double sum(float[] scores, int[] ids) {
    float[] piece = new float[PIECE];
    double sum = 0;
    for (int from = 0; from < ids.length; from += PIECE) {
      int length = Math.min(PIECE, ids.length - from);
      for (int i = 0; i < length; i++) {
        piece[i] = scores[ids[from + i]];
      }
      sum += sum(piece, length, 0);
    }
    return sum;
  }

  private static double sum(float[] piece, int length, float shift) {
    inPlace(piece, shift);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += piece[i];
    }
    return sum;
  }
}
