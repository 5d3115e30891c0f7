package dev.nextword.cli;

import dev.nextword.evaluation.Estimate;
import dev.nextword.evaluation.LinePlot;
import dev.nextword.lab.DepthStep;
import dev.nextword.lab.LabEvent;
import dev.nextword.lab.TimeStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A lab run for people: some of its measurements as a table, and as curves. */
final class LabPlot {
  private static final int ROWS = 7;
  private static final int CURVES = 4;

  /** What both kinds have. */
  private record Measured(
      int update, double loss, double accuracy, double[] gradient, boolean depth) {}

  private LabPlot() {}

  private static List<Measured> measured(List<LabEvent> events) {
    List<Measured> all = new ArrayList<>();
    for (LabEvent event : events) {
      if (event instanceof DepthStep step) {
        double[] hidden = Arrays.copyOf(step.gradient(), step.gradient().length - 1);
        all.add(new Measured(step.update(), step.loss(), step.accuracy(), hidden, true));
      } else if (event instanceof TimeStep step) {
        all.add(new Measured(step.update(), step.loss(), step.accuracy(), step.gradient(), false));
      }
    }
    return all;
  }

  /** Of so many, evenly apart, with the first and the last. */
  private static List<Measured> some(List<Measured> all, int count) {
    int last = all.size() - 1;
    return IntStream.range(0, count)
        .map(i -> (int) Math.round((double) i * last / (count - 1)))
        .distinct()
        .mapToObj(all::get)
        .toList();
  }

  static List<List<String>> table(List<LabEvent> events) {
    List<List<String>> rows = new ArrayList<>();
    List<Measured> all = measured(events);
    String place = all.get(0).depth ? "layer" : "step";
    rows.add(
        List.of(
            "update", "loss", "right", "gradient, first " + place, "middle", "last", "first/last"));
    for (Measured one : some(all, ROWS)) {
      int last = one.gradient.length - 1;
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%,d", one.update),
              String.format(Locale.ROOT, "%.3f", one.loss),
              String.format(Locale.ROOT, "%.0f %%", 100 * one.accuracy),
              String.format(Locale.ROOT, "%.1e", one.gradient[0]),
              String.format(Locale.ROOT, "%.1e", one.gradient[last / 2]),
              String.format(Locale.ROOT, "%.1e", one.gradient[last]),
              String.format(Locale.ROOT, "%.1e", one.gradient[0] / one.gradient[last])));
    }
    return rows;
  }

  /** Norms of the gradient by place, and the loss by update. */
  static String svg(List<LabEvent> events) {
    List<Measured> all = measured(events);
    boolean depth = all.get(0).depth;
    List<LinePlot.Line> byPlace = new ArrayList<>();
    for (Measured one : some(all, CURVES)) {
      double[] places = IntStream.rangeClosed(1, one.gradient.length).asDoubleStream().toArray();
      byPlace.add(
          new LinePlot.Line("update " + one.update, places, estimates(one.gradient), false));
    }
    double[] updates = all.stream().mapToDouble(Measured::update).toArray();
    double[] losses = all.stream().mapToDouble(Measured::loss).toArray();
    return LinePlot.svg(
        List.of(
            LinePlot.Panel.logarithmic(
                depth ? "Gradient by layer" : "Gradient by time step",
                depth ? "hidden layer, from the input" : "time step",
                depth ? "norm of dL/dW" : "norm of dL/dh",
                byPlace),
            LinePlot.Panel.logarithmic(
                "Loss",
                "update",
                "loss",
                List.of(new LinePlot.Line("all examples", updates, estimates(losses), false)))),
        2);
  }

  private static Estimate[] estimates(double[] values) {
    return Arrays.stream(values).mapToObj(Estimate::exactly).toArray(Estimate[]::new);
  }
}
