package dev.nextword.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Interleaved rounds: in each, every contestant is measured once, every other round in reverse
 * order, so that whatever else the machine does meets all of them alike. Ratios are taken within a
 * round.
 */
final class Rounds {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  private Rounds() {}

  /**
   * A median and an interval that holds the true median with a probability of at least 90 %,
   * whatever the distribution (for 5 to 7 rounds these are the smallest and the largest value).
   */
  record Figure(double median, double low, double high) {}

  /** Measures; a contestant gives its value for one round, such as seconds. */
  static Rounds of(int rounds, Map<String, DoubleSupplier> contestants) {
    Rounds measured = new Rounds();
    contestants.keySet().forEach(name -> measured.values.put(name, new double[rounds]));
    List<String> order = new ArrayList<>(contestants.keySet());
    for (int round = 0; round < rounds; round++) {
      for (String name : order) {
        measured.values.get(name)[round] = contestants.get(name).getAsDouble();
      }
      Collections.reverse(order);
    }
    return measured;
  }

  /** The values of all rounds, for the report. */
  Map<String, double[]> values() {
    return values;
  }

  /** Median over the rounds. */
  Figure figure(String name) {
    return figure(values.get(name));
  }

  /** Median of {@code a / b} within each round. */
  Figure ratio(String a, String b) {
    double[] ratios = values.get(a).clone();
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= values.get(b)[i];
    }
    return figure(ratios);
  }

  static Figure figure(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    int outer = outer(n);
    return new Figure(median, sorted[outer], sorted[n - 1 - outer]);
  }

  /**
   * How many values may be left out at each end: the largest k with {@code 2 P(Binomial(n, 1/2) < k
   * + 1) <= 0.1}.
   */
  private static int outer(int n) {
    double probability = Math.pow(0.5, n);
    double below = 0;
    int k = -1;
    while (k + 1 < n) {
      below += probability;
      if (2 * below > 0.1) {
        break;
      }
      k++;
      probability *= (double) (n - k) / (k + 1);
    }
    return Math.max(0, k);
  }
}
