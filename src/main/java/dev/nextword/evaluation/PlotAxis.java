package dev.nextword.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A scale with its ticks: where a value lies between the two ends, and what stands beside it.
 *
 * @param logarithmic whether equal lengths are equal ratios; then both ends are above 0
 * @param lowest at the left, or at the bottom
 * @param highest at the right, or at the top
 * @param ticks rising
 */
public record PlotAxis(boolean logarithmic, double lowest, double highest, List<Tick> ticks) {
  /** Up to so many decades have a tick at 1, 2 and 5 of each. */
  private static final double FEW_DECADES = 2;

  private static final double[] STEPS = {1, 2, 5};

  /** Between the ends of a linear axis. */
  private static final int MOST_TICKS = 6;

  /** A value and its label. */
  public record Tick(double value, String label) {}

  /** Shares, 0 to 100 %. */
  static PlotAxis ofShares() {
    List<Tick> ticks =
        IntStream.rangeClosed(0, 5).mapToObj(i -> new Tick(i / 5.0, 20 * i + " %")).toList();
    return new PlotAxis(false, 0, 1, ticks);
  }

  /** From 0, with whole numbers. */
  static PlotAxis fromZero(double highest) {
    int step = highest > 50 ? 20 : highest > 12 ? 5 : 1;
    List<Tick> ticks = new ArrayList<>();
    for (int x = 0; x <= highest; x += step) {
      ticks.add(new Tick(x, "" + x));
    }
    return new PlotAxis(false, 0, highest > 0 ? highest : 1, ticks);
  }

  /** From 0 to at least this value, with about five ticks at round numbers. */
  public static PlotAxis upTo(double highest) {
    double most = highest > 0 ? highest : 1;
    int decade = exponent(most / MOST_TICKS);
    double step = Double.parseDouble("1e" + (decade + 1));
    for (int i = STEPS.length - 1; i >= 0; i--) {
      double smaller = Double.parseDouble(STEPS[i] + "e" + decade);
      step = smaller * MOST_TICKS >= most ? smaller : step;
    }
    List<Tick> ticks = new ArrayList<>();
    int count = (int) Math.ceil(most / step - 1e-9);
    for (int i = 0; i <= count; i++) {
      ticks.add(new Tick(i * step, i == 0 ? "0" : label(i * step)));
    }
    return new PlotAxis(false, 0, count * step, ticks);
  }

  /** Logarithmic, as long as these values need; what is not above 0 does not count. */
  static PlotAxis logarithmic(double... values) {
    double[] above = DoubleStream.of(values).filter(value -> value > 0).toArray();
    double low = DoubleStream.of(above).min().orElse(1);
    double high = DoubleStream.of(above).max().orElse(10);
    List<Tick> steps = new ArrayList<>();
    for (int decade = exponent(low); decade <= exponent(high) + 1; decade++) {
      for (double step : STEPS) {
        // parsed, not multiplied, so that 0.3 is not 0.30000000000000004
        double value = Double.parseDouble(step + "e" + decade);
        steps.add(new Tick(value, label(value)));
      }
    }
    if (Math.log10(high / low) > FEW_DECADES) {
      steps.removeIf(tick -> tick.value != Double.parseDouble("1e" + exponent(tick.value)));
    }
    int from = 0;
    while (from + 2 < steps.size() && steps.get(from + 1).value <= low) {
      from++;
    }
    int to = from + 1;
    while (to + 1 < steps.size() && steps.get(to).value < high) {
      to++;
    }
    List<Tick> within = steps.subList(from, to + 1);
    int each = 1 + within.size() / 9; // not more than fit
    return new PlotAxis(
        true,
        within.get(0).value,
        within.get(within.size() - 1).value,
        IntStream.range(0, within.size())
            .filter(i -> i % each == 0)
            .mapToObj(within::get)
            .toList());
  }

  /** Logarithmic, with a tick at each of these values, which are above 0. */
  static PlotAxis logarithmicAt(double... values) {
    double[] at = DoubleStream.of(values).sorted().distinct().toArray();
    return new PlotAxis(
        true,
        at[0],
        at.length > 1 ? at[at.length - 1] : 2 * at[0],
        DoubleStream.of(at).mapToObj(value -> new Tick(value, label(value))).toList());
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(value));
  }

  private static String label(double value) {
    if (value < 0.01 || value >= 1e6) {
      return String.format(Locale.ROOT, "%.0e", value);
    }
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, value < 0.1 ? "%.2f" : "%.1f", value);
  }

  /** 0 at the lowest, 1 at the highest; what is beyond them lies at the end. */
  double share(double value) {
    double share =
        logarithmic
            ? Math.log(value / lowest) / Math.log(highest / lowest)
            : (value - lowest) / (highest - lowest);
    return Math.max(0, Math.min(1, share));
  }
}
