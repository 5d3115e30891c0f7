package dev.nextword.reliability;

import dev.nextword.evaluation.Estimate;
import dev.nextword.evaluation.LinePlot;
import dev.nextword.evaluation.PlotAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a soak has seen of the server, and what follows from it. */
final class SoakSamples {
  /**
   * The beginning, in which Java compiles and caches fill, is not judged: a quarter, and at least
   * so many minutes.
   */
  private static final double LEFT_OUT = 0.25;

  private static final double WARM_UP_MINUTES = 5;

  private static final int MOST_POINTS = 60;

  /**
   * One look.
   *
   * @param minute since the beginning
   * @param memory resident, in MB
   * @param heap in use, in MB: the least of several looks, since what lies above is mostly garbage
   *     that is not collected yet
   * @param files open files and sockets
   * @param p50 median time of a key since the last sample, in ms
   * @param p99 in ms
   * @param keys answered since the last sample
   * @param training whether one ran
   */
  record Sample(
      double minute,
      double memory,
      double heap,
      double threads,
      double files,
      double p50,
      double p99,
      long keys,
      boolean training) {}

  /**
   * Something that should not grow.
   *
   * @param slack growth by less is none
   * @param binding whether the soak fails where it grows; latency is the machine's as well as ours
   */
  private record Quantity(
      String name, String unit, double slack, boolean binding, ToDoubleFunction<Sample> value) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("memory", "MB", 20, true, Sample::memory),
          new Quantity("heap", "MB", 10, true, Sample::heap),
          new Quantity("threads", "threads", 4, true, Sample::threads),
          new Quantity("files", "open files", 8, true, Sample::files),
          new Quantity("p50", "ms", 1, false, Sample::p50),
          new Quantity("p99", "ms", 5, false, Sample::p99));

  private final List<Sample> samples = new ArrayList<>();

  void add(Sample sample) {
    samples.add(sample);
  }

  List<Sample> all() {
    return samples;
  }

  private List<Sample> judged() {
    if (samples.isEmpty()) {
      return samples;
    }
    double from = Math.max(WARM_UP_MINUTES, LEFT_OUT * samples.get(samples.size() - 1).minute());
    return samples.stream().filter(sample -> sample.minute() >= from).toList();
  }

  /** By quantity, over the last three quarters; empty where these are too few samples. */
  Map<String, Trend> trends() {
    Map<String, Trend> trends = new LinkedHashMap<>();
    double[] at = values(judged(), Sample::minute);
    for (Quantity quantity : QUANTITIES) {
      double[] values = values(judged(), quantity.value);
      if (Arrays.stream(values).filter(Double::isFinite).count() >= 8) {
        trends.put(quantity.name, Trend.of(at, values));
      }
    }
    return trends;
  }

  /** A sentence a quantity. */
  List<String> sentences() {
    Map<String, Trend> trends = trends();
    return QUANTITIES.stream()
        .map(
            quantity -> {
              Trend trend = trends.get(quantity.name);
              return quantity.name
                  + " "
                  + (trend == null
                      ? "unclear: watched for too short a time"
                      : trend.sentence(quantity.unit, quantity.slack));
            })
        .toList();
  }

  /** Whether something grows that must not. */
  boolean isLeaking() {
    Map<String, Trend> trends = trends();
    return QUANTITIES.stream()
        .filter(Quantity::binding)
        .filter(quantity -> trends.containsKey(quantity.name))
        .anyMatch(q -> trends.get(q.name).verdict(q.slack) == Trend.Verdict.GROWS);
  }

  private static double[] values(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).toArray();
  }

  String svg(String caption) {
    return LinePlot.svg(
        List.of(
            panel("Memory", "MB", "memory", "heap"),
            panel("Threads and open files", "number", "threads", "files"),
            panel("Time of a key", "milliseconds", "p50", "p99")),
        3,
        caption);
  }

  private LinePlot.Panel panel(String title, String upright, String... names) {
    List<LinePlot.Line> lines = new ArrayList<>();
    double highest = 0;
    for (Quantity quantity : QUANTITIES) {
      if (Arrays.asList(names).contains(quantity.name)) {
        LinePlot.Line line = line(quantity);
        lines.add(line);
        highest =
            Math.max(highest, Arrays.stream(line.y()).mapToDouble(Estimate::high).max().orElse(0));
      }
    }
    double minutes = samples.isEmpty() ? 1 : samples.get(samples.size() - 1).minute();
    return new LinePlot.Panel(
        title, "minutes", upright, PlotAxis.upTo(minutes), PlotAxis.upTo(highest), lines);
  }

  /** Some samples a point: their median, from the least to the largest. */
  private LinePlot.Line line(Quantity quantity) {
    int each = (samples.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Double> x = new ArrayList<>();
    List<Estimate> y = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += each) {
      List<Sample> group = samples.subList(i, Math.min(samples.size(), i + each));
      double[] values =
          group.stream().mapToDouble(quantity.value).filter(Double::isFinite).sorted().toArray();
      if (values.length > 0) {
        x.add(group.get(group.size() / 2).minute());
        y.add(new Estimate(Answers.quantile(values, 0.5), values[0], values[values.length - 1]));
      }
    }
    return new LinePlot.Line(
        quantity.name,
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.toArray(Estimate[]::new),
        false);
  }
}
