package dev.nextword.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A figure with its 95 % interval: in 95 of 100 measurements of this kind the true value lies
 * inside.
 *
 * @param value what was measured
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
  /** Two-sided 95 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final int RESAMPLES = 1_000;
  private static final long SEED = 1;

  /**
   * A share, with the score interval of Wilson (1927, "Probable inference, the law of succession,
   * and statistical inference"). Unlike the textbook's plus or minus it stays inside 0 to 1 and is
   * not empty at 0 and 1.
   *
   * @param successes may be fractional where ties were shared
   * @param trials at least 1
   */
  public static Estimate share(double successes, int trials) {
    double n = trials;
    double p = successes / n;
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    // p itself is inside, whatever the rounding
    return new Estimate(
        p, Math.min(p, Math.max(0, middle - half)), Math.max(p, Math.min(1, middle + half)));
  }

  /** What is known without doubt, such as chance. */
  public static Estimate exactly(double value) {
    return new Estimate(value, value, value);
  }

  /** A mean, with {@link #bootstrap}. */
  public static Estimate mean(double[] values) {
    return bootstrap(values, Estimate::average);
  }

  /** A median, with {@link #bootstrap}. */
  public static Estimate median(double[] values) {
    return bootstrap(values, Estimate::middle);
  }

  /**
   * Any figure, with the percentile interval of the bootstrap (Efron 1979): the figure of {@value
   * #RESAMPLES} samples drawn from the sample. The draws are the same every time.
   */
  static Estimate bootstrap(double[] values, ToDoubleFunction<double[]> figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[RESAMPLES];
    double[] drawn = new double[values.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = values[random.nextInt(values.length)];
      }
      figures[i] = figure.applyAsDouble(drawn);
    }
    Arrays.sort(figures);
    return new Estimate(
        figure.applyAsDouble(values),
        figures[(int) Math.round(0.025 * (RESAMPLES - 1))],
        figures[(int) Math.round(0.975 * (RESAMPLES - 1))]);
  }

  /** An interval that holds both this one and the other, around this value. */
  public Estimate widened(Estimate other) {
    return new Estimate(value, Math.min(low, other.low), Math.max(high, other.high));
  }

  static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The middle value, or the mean of the two in the middle. */
  static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
