package dev.nextword.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long keys took, and which failed. Safe for use by many threads. */
public final class Answers {
  private static final int KEPT = 20;

  private final List<String> failures = new ArrayList<>();
  private double[] millis = new double[1 << 10];
  private int count;
  private long keys;
  private long failed;

  /** A key that was answered. */
  synchronized void add(double took) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = took;
    keys++;
  }

  /** Something that was not answered as it should; the first few are remembered. */
  synchronized void failed(String why) {
    failed++;
    if (failures.size() < KEPT) {
      failures.add(why);
    }
  }

  /** Milliseconds of the keys since the last call, rising. */
  public synchronized double[] take() {
    double[] taken = Arrays.copyOf(millis, count);
    count = 0;
    Arrays.sort(taken);
    return taken;
  }

  /** Keys answered, from the beginning. */
  public synchronized long keys() {
    return keys;
  }

  /** How much failed, from the beginning. */
  public synchronized long failed() {
    return failed;
  }

  /** Why the first of them failed. */
  public synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * The value that a share of all do not exceed (nearest rank); NaN where there are none.
   *
   * @param sorted rising
   */
  public static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
