package dev.nextword.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Reads the log of a training and says which signs of sick gradients it sees, with the figures, and
 * which remedies fit. Each rule is one method, its threshold a constant with the reason; the tests
 * hold them against runs that were broken on purpose, and against healthy ones.
 */
public final class Doctor {
  /**
   * A first layer that gets less than this of the last one's gradient hardly moves while the last
   * one learns. Healthy networks keep more than a hundredth.
   */
  private static final double HARDLY_ANYTHING = 1e-3;

  /** A gradient whose norm is above this makes an update of any usual rate a leap. */
  private static final double FAR_TOO_LONG = 100;

  /** Nearly all updates clipped: the gradient's length says nothing any more. */
  private static final double MOST_CLIPPED = 0.9;

  /** Clipped by at least this factor. */
  private static final double FAR_OVER_THE_CLIP = 10;

  /** One layer nearly dead stops all before it; otherwise half of all units must be. */
  private static final double NEARLY_ALL = 0.9;

  private static final double HALF = 0.5;

  /** A weight matrix that has lost this much of its length. */
  private static final double SHRUNK = 0.2;

  /** Of the first loss: who gains less than this in the whole run does not learn. */
  private static final double LITTLE = 0.1;

  /** A loss that rises by this factor between two measurements jumps. */
  private static final double JUMP = 1.5;

  /** And is no small thing: of the first loss. */
  private static final double WORTH_A_WORD = 0.3;

  private static final int SEVERAL = 3;

  /** Fewer measurements tell nothing of a course. */
  private static final int ENOUGH = 8;

  /**
   * What was found.
   *
   * @param signs the gravest first; empty in health
   * @param read what was looked at
   */
  public record Findings(List<Sign> signs, boolean healthy, String read) {}

  private final TrainingLog log;
  private final List<Sign> signs = new ArrayList<>();

  private Doctor(TrainingLog log) {
    this.log = log;
  }

  static Findings read(TrainingLog log) {
    Doctor doctor = new Doctor(log);
    doctor.notFinite();
    doctor.exploding();
    doctor.vanishing();
    doctor.dead();
    doctor.saturated();
    doctor.shrinking();
    doctor.jumps();
    doctor.stalled();
    String places = log.last().gradient().length + (log.depth() ? " layers" : " steps");
    return new Findings(
        List.copyOf(doctor.signs),
        doctor.signs.isEmpty(),
        log.points().size() + " measurements of " + places);
  }

  private void notFinite() {
    Trouble trouble = log.trouble();
    if (trouble == null) {
      return;
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("update", (double) trouble.update());
    if (trouble.layer() != null) {
      figures.put(log.depth() ? "layer" : "step", (double) trouble.layer());
    }
    add(
        Sign.NOT_FINITE,
        1,
        trouble.message(),
        figures,
        log.depth()
            ? new String[] {"slower", "clip", "batch", "layer", "xavier"}
            : new String[] {"clip", "slower", "lstm", "gru", "orthogonal"});
  }

  private void exploding() {
    double largest = max(TrainingLog.Point::gradientNorm);
    double typical = median(points(TrainingLog.Point::gradientNorm));
    double clipped =
        log.points().stream().filter(TrainingLog.Point::clipped).count()
            / (double) log.points().size();
    boolean alwaysClipped =
        log.clip() > 0 && clipped >= MOST_CLIPPED && typical >= FAR_OVER_THE_CLIP * log.clip();
    boolean free = log.clip() == 0 && largest >= FAR_TOO_LONG;
    double growth = median(points(Doctor::firstOverLast));
    boolean grows = growth >= 1 / HARDLY_ANYTHING && Double.isFinite(growth);
    if (!alwaysClipped && !free && !grows) {
      return;
    }
    String place = log.depth() ? "layer" : "step";
    String text =
        alwaysClipped
            ? text(
                "Gradients explode: %.0f of 100 measured updates are clipped, from a norm of %.3g.",
                100 * clipped, typical)
            : text(
                "Gradients explode: the whole gradient's norm reached %.3g; at the first %s it is"
                    + " %.3g times that at the last.",
                largest, place, growth);
    add(
        Sign.EXPLODING,
        Math.min(1, Math.log10(Math.max(largest, growth) / FAR_TOO_LONG + 1) / 6),
        text,
        figures("largest", largest, "median", typical, "clipped", clipped, "firstOverLast", growth),
        log.depth()
            ? new String[] {"clip", "batch", "layer", "xavier", "slower"}
            : new String[] {"clip", "lstm", "gru", "orthogonal", "slower"});
  }

  private static double firstOverLast(TrainingLog.Point point) {
    double[] gradient = point.gradient();
    return gradient[0] / gradient[gradient.length - 1];
  }

  private void vanishing() {
    // the later half: gates and normalisation need some updates before they let pass
    List<TrainingLog.Point> later =
        log.points().subList(log.points().size() / 2, log.points().size());
    double[] shares =
        later.stream().mapToDouble(Doctor::firstOverLast).filter(Double::isFinite).toArray();
    if (shares.length == 0) {
      return;
    }
    double share = median(shares);
    if (share >= HARDLY_ANYTHING) {
      return;
    }
    TrainingLog.Point at = later.get(later.size() / 2);
    double[] ratios = at.updateRatio();
    String changes =
        ratios.length > 1
            ? text(
                " At update %,d the first layer changes by %.1g of its weights, the last by %.1g.",
                at.update(), ratios[0], ratios[ratios.length - 1])
            : "";
    add(
        Sign.VANISHING,
        Math.min(1, -Math.log10(Math.max(share, 1e-30)) / 12),
        text(
                "The gradient vanishes: the first of %d %s gets %.1g of what the last gets.",
                at.gradient().length, log.depth() ? "layers" : "steps", share)
            + changes,
        figures("firstOverLast", share, "places", at.gradient().length),
        log.depth()
            ? new String[] {"residual", "batch", "layer", "relu-he", "selu", "pretraining"}
            : new String[] {"lstm-open", "gru", "lstm", "irnn", "orthogonal", "residual"});
  }

  private void dead() {
    if (!log.rectified() || log.last().dead().length == 0) {
      return;
    }
    double[] dead = log.last().dead();
    double mean = DoubleStream.of(dead).average().orElse(0);
    int worst = argMax(dead);
    if (dead[worst] < NEARLY_ALL && mean < HALF) {
      return;
    }
    add(
        Sign.DEAD,
        Math.max(mean, dead[worst]),
        text(
            "Dead ReLUs: %.0f of 100 units put out 0 for every example and get no gradient any"
                + " more; worst is layer %d with %.0f of 100.",
            100 * mean, worst + 1, 100 * dead[worst]),
        figures("share", mean, "worstLayer", worst + 1, "worst", dead[worst]),
        "leaky-relu-he",
        "elu",
        "prelu-he",
        "batch",
        "slower");
  }

  private void saturated() {
    double[] flat = log.last().saturated();
    if (flat.length == 0) {
      return;
    }
    double mean = DoubleStream.of(flat).average().orElse(0);
    int worst = argMax(flat);
    if (mean < HALF && flat[worst] < NEARLY_ALL) {
      return;
    }
    add(
        Sign.SATURATED,
        Math.max(mean, flat[worst]),
        text(
            "Saturated units: %.0f of 100 activations lie where the slope is below 0.01; worst is"
                + " %s %d with %.0f of 100. What comes back through them is multiplied by almost"
                + " nothing.",
            100 * mean, log.depth() ? "layer" : "step", worst + 1, 100 * flat[worst]),
        figures("share", mean, "worst", flat[worst], "worstPlace", worst + 1),
        log.depth()
            ? new String[] {"xavier", "batch", "layer", "relu-he", "slower"}
            : new String[] {"layer", "orthogonal", "slower", "lstm"});
  }

  private void shrinking() {
    double[] before = log.first().weight();
    double[] now = log.last().weight();
    int worst = -1;
    double least = SHRUNK;
    for (int i = 0; i < Math.min(before.length, now.length); i++) {
      if (now[i] / before[i] < least) {
        least = now[i] / before[i];
        worst = i;
      }
    }
    if (worst < 0) {
      return;
    }
    add(
        Sign.SHRINKING,
        1 - least,
        text(
            "Weights shrink to zero: those of layer %d have %.2g of the length with which they"
                + " began.",
            worst + 1, least),
        figures("layer", worst + 1, "left", least),
        log.depth()
            ? new String[] {"residual", "batch", "slower"}
            : new String[] {"lstm", "gru", "slower"});
  }

  private void jumps() {
    int jumps = 0;
    double largest = 1;
    List<TrainingLog.Point> points = log.points();
    for (int i = 1; i < points.size(); i++) {
      double factor = points.get(i).loss() / points.get(i - 1).loss();
      if (factor > JUMP && points.get(i).loss() > WORTH_A_WORD * log.first().loss()) {
        jumps++;
        largest = Math.max(largest, factor);
      }
    }
    if (jumps < SEVERAL) {
      return;
    }
    add(
        Sign.JUMPS,
        Math.min(1, jumps / 10.0),
        text(
            "The loss jumps: %d times it rose by half or more between two measurements, once %.3g"
                + " fold.",
            jumps, largest),
        figures("jumps", jumps, "largest", largest),
        log.depth() ? new String[] {"slower", "clip", "batch"} : new String[] {"clip", "slower"});
  }

  private void stalled() {
    List<TrainingLog.Point> points = log.points();
    if (log.trouble() != null || points.size() < ENOUGH || log.last().accuracy() >= log.learned()) {
      return;
    }
    double first = log.first().loss();
    double middle = points.get(points.size() / 2).loss();
    double last = log.last().loss();
    boolean crawls = first - last < LITTLE * first;
    boolean stopped = middle - last < LITTLE * LITTLE * first;
    if (!crawls && !stopped) {
      return;
    }
    add(
        Sign.STALLED,
        crawls ? 1 : 0.5,
        crawls
            ? text(
                "Learning crawls: the loss was %.3g before the first update and is %.3g after"
                    + " %,d.",
                first, last, log.last().update())
            : text(
                "Learning has stopped early: the loss has been %.3g since update %,d; %.0f of 100"
                    + " are right.",
                last, points.get(points.size() / 2).update(), 100 * log.last().accuracy()),
        figures("first", first, "middle", middle, "last", last),
        log.depth()
            ? new String[] {"residual", "batch", "relu-he", "adam"}
            : new String[] {"lstm", "gru", "irnn"});
  }

  private void add(
      String sign, double strength, String text, Map<String, Double> figures, String... remedies) {
    signs.add(
        new Sign(
            sign,
            Math.max(0, Math.min(1, strength)),
            text,
            figures,
            Remedy.of(log.depth(), remedies)));
  }

  private double[] points(ToDoubleFunction<TrainingLog.Point> figure) {
    return log.points().stream().mapToDouble(figure).filter(v -> !Double.isNaN(v)).toArray();
  }

  private double max(ToDoubleFunction<TrainingLog.Point> figure) {
    return DoubleStream.of(points(figure)).max().orElse(0);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static int argMax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  private static Map<String, Double> figures(Object... namesAndNumbers) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int i = 0; i < namesAndNumbers.length; i += 2) {
      figures.put((String) namesAndNumbers[i], ((Number) namesAndNumbers[i + 1]).doubleValue());
    }
    return figures;
  }
}
