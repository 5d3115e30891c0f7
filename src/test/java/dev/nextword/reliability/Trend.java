package dev.nextword.reliability;

import dev.nextword.evaluation.Estimate;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether a quantity grew while it was watched: the slope of a straight line through it.
 *
 * <p>Samples that follow each other closely are alike, and an interval that takes them for
 * independent is too narrow. So the line is laid through the means of at most {@value #BATCHES}
 * batches of samples in their order (batch means, Law and Kelton, "Simulation Modeling and
 * Analysis"), with Student's t.
 *
 * @param mean of all samples
 * @param growth from the first sample to the last, as a share of the mean, with its 95 % interval
 */
public record Trend(double mean, Estimate growth) {
  /** What counts as flat, unless the quantity is small: growth by less than this share. */
  private static final double TOLERANCE = 0.05;

  private static final int BATCHES = 10;

  /** Two-sided 95 % points of Student's t, by degrees of freedom from 2 on. */
  private static final double[] STUDENT = {4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306};

  /** What is to be said of it. */
  public enum Verdict {
    /** Grows by less than the tolerance, with 97.5 % certainty. */
    FLAT,
    /** Grows for certain, and by more than the tolerance as far as can be told. */
    GROWS,
    /** Neither can be said: watch it longer. */
    UNCLEAR
  }

  /**
   * The trend of some samples; those that are not finite are left out.
   *
   * @param at when each was taken, rising
   * @throws IllegalArgumentException if there are fewer than 8
   */
  public static Trend of(double[] at, double[] values) {
    int[] usable =
        java.util.stream.IntStream.range(0, values.length)
            .filter(i -> Double.isFinite(values[i]))
            .toArray();
    int n = usable.length;
    if (n < 8) {
      throw new IllegalArgumentException("a trend needs 8 samples, not " + n);
    }
    int batches = Math.min(BATCHES, n / 2);
    double[] x = new double[batches];
    double[] y = new double[batches];
    for (int b = 0; b < batches; b++) {
      int[] batch = Arrays.copyOfRange(usable, b * n / batches, (b + 1) * n / batches);
      x[b] = Arrays.stream(batch).mapToDouble(i -> at[i]).average().orElseThrow();
      y[b] = Arrays.stream(batch).mapToDouble(i -> values[i]).average().orElseThrow();
    }
    double mean = Arrays.stream(usable).mapToDouble(i -> values[i]).average().orElseThrow();
    double scale = (at[usable[n - 1]] - at[usable[0]]) / mean;
    return new Trend(mean, slope(x, y, scale));
  }

  /** Least squares; the result is multiplied by a factor. */
  private static Estimate slope(double[] x, double[] y, double factor) {
    double middleX = Arrays.stream(x).average().orElseThrow();
    double middleY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - middleX) * (x[i] - middleX);
      xy += (x[i] - middleX) * (y[i] - middleY);
    }
    double slope = xy / xx;
    double residuals = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - middleY - slope * (x[i] - middleX);
      residuals += residual * residual;
    }
    int freedom = x.length - 2;
    double half = STUDENT[freedom - 2] * Math.sqrt(residuals / freedom / xx);
    return new Estimate(factor * slope, factor * (slope - half), factor * (slope + half));
  }

  /**
   * What is to be said of it.
   *
   * @param slack in the quantity's own unit: growth by less is no growth, such as one thread more
   */
  public Verdict verdict(double slack) {
    double tolerance = Math.max(TOLERANCE, slack / mean);
    if (growth.high() < tolerance) {
      return Verdict.FLAT;
    }
    return growth.low() > 0 && growth.value() > tolerance ? Verdict.GROWS : Verdict.UNCLEAR;
  }

  /** In words, such as {@code flat: 512 MB on average, growth 0.3 % [-0.4, 1.0]}. */
  public String sentence(String unit, double slack) {
    return String.format(
        Locale.ROOT,
        "%s: %.4g %s on average, growth %.1f %% [%.1f, %.1f]",
        verdict(slack).name().toLowerCase(Locale.ROOT),
        mean,
        unit,
        100 * growth.value(),
        100 * growth.low(),
        100 * growth.high());
  }
}
