package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.evaluation.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a remedy did, over several seeds.
 *
 * @param learningRate the best of those tried
 * @param learned share of the runs in which the task was learned, with its 95 % interval
 * @param updates until it was, of those runs in which it was; null where there are none
 * @param firstOverLast of the gradient, median of each run's measurements
 * @param atStart the same before the first update
 * @param seconds a run took
 * @param diverged runs in which a number was not finite
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RemedyRow(
    String kind,
    String remedy,
    String title,
    Map<String, Object> settings,
    double learningRate,
    int runs,
    Share learned,
    @Nullable Spread updates,
    @Nullable Spread firstOverLast,
    @Nullable Spread atStart,
    @Nullable Spread seconds,
    int diverged) {
  /** A share with the ends of its interval. */
  public record Share(double share, double from, double to) {}

  /** The middle and the ends of what was measured. */
  public record Spread(double median, double least, double most) {
    private static @Nullable Spread of(double[] values) {
      double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
      if (sorted.length == 0) {
        return null;
      }
      int half = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
  }

  static RemedyRow of(
      RemediesExperiment.Row row, double rate, List<RemediesExperiment.Outcome> outcomes) {
    List<RemediesExperiment.Outcome> learned =
        outcomes.stream().filter(RemediesExperiment.Outcome::learned).toList();
    Estimate share = Estimate.share(learned.size(), outcomes.size());
    return new RemedyRow(
        row.kind(),
        row.remedy(),
        row.title(),
        row.settings(),
        rate,
        outcomes.size(),
        new Share(share.value(), share.low(), share.high()),
        spread(learned, RemediesExperiment.Outcome::learnedAt),
        spread(outcomes, RemediesExperiment.Outcome::firstOverLast),
        spread(outcomes, RemediesExperiment.Outcome::firstOverLastAtStart),
        spread(outcomes, RemediesExperiment.Outcome::seconds),
        (int) outcomes.stream().filter(RemediesExperiment.Outcome::diverged).count());
  }

  private static @Nullable Spread spread(
      List<RemediesExperiment.Outcome> outcomes,
      ToDoubleFunction<RemediesExperiment.Outcome> figure) {
    return Spread.of(outcomes.stream().mapToDouble(figure).toArray());
  }
}
