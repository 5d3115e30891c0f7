package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.evaluation.CueGradient;
import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Estimate;
import dev.nextword.network.CellType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code experiment distance} found, and where it comes from. Nothing in it depends on the
 * time of day or on how quick the machine was: on one machine the same command gives the same
 * again.
 *
 * @param experiment its name
 * @param settings what was the same for all cells, and what was tried
 * @param text where ordinary text, sentences and wordings come from
 * @param versions of Java and libraries
 * @param machine processor and system
 * @param words size of the vocabulary
 * @param sweep by cell, in the order tried: the best is what the cell was measured with
 * @param curves one for each cell and size
 * @param ngram by kind: the n-gram model of the same text
 */
public record ExperimentResult(
    String experiment,
    ExperimentSettings settings,
    Text text,
    Map<String, String> versions,
    String machine,
    int words,
    Map<String, List<Trial>> sweep,
    List<Curve> curves,
    Map<String, List<DistanceCurve.Point>> ngram) {
  /** All cells have the same number of units. */
  public static final String EQUAL_HIDDEN = "equal hidden size";

  /** All cells have about the same number of parameters. */
  public static final String EQUAL_PARAMETERS = "equal number of parameters";

  /**
   * @param corpus names or paths, as given
   * @param sha256 of each
   * @param templatesSha256 of the wordings of passages
   */
  public record Text(List<String> corpus, List<String> sha256, String templatesSha256) {}

  /**
   * A network that was trained to choose settings.
   *
   * @param updates it was trained for
   * @param accuracy mean over distances, on validation passages
   * @param loss mean {@code -ln p(answer)} there, in nats
   * @param exploded whether training ended in numbers that are not finite: figures before that
   */
  public record Trial(
      Tuning tuning,
      int updates,
      double accuracy,
      double loss,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean exploded) {}

  /**
   * A cell at one size.
   *
   * @param cell label of the cell
   * @param size {@link #EQUAL_HIDDEN} or {@link #EQUAL_PARAMETERS}
   * @param validationAccuracy mean over seeds and over the distances of training, on wordings and
   *     sentences to choose by
   * @param exploded how many seeds' training ended in numbers that are not finite
   * @param kinds by kind: points by distance
   */
  public record Curve(
      String cell,
      String size,
      int hidden,
      long parameters,
      Tuning tuning,
      double validationAccuracy,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int exploded,
      Map<String, List<Point>> kinds) {}

  /**
   * One distance, over all seeds.
   *
   * @param distance words between the cue's wording and the trigger's
   * @param lag mean number of words strictly between cue and answer
   * @param chance accuracy of a guess
   * @param accuracy mean over seeds of the forced choices that are right. The interval holds both
   *     that of Wilson for so many passages, as if there were one seed, and that of the bootstrap
   *     over seeds: more seeds on the same passages do not make it narrower than the passages allow
   * @param bySeed accuracy of each seed
   * @param rank mean over seeds of the answer's median rank
   * @param probability mean probability of the answer
   * @param gradient median norm of d loss(answer) / d cue, mean over seeds
   * @param logOddsGradient the same of the answer's log odds: not small for a network that is sure
   * @param gradientBefore as {@code gradient}, before the first update
   */
  public record Point(
      int distance,
      double lag,
      double chance,
      Estimate accuracy,
      List<Double> bySeed,
      double rank,
      double probability,
      double gradient,
      double logOddsGradient,
      double gradientBefore) {}

  static Map<String, List<Trial>> trials(Map<CellType, List<RunResult>> tried) {
    Map<String, List<Trial>> trials = new LinkedHashMap<>();
    tried.forEach(
        (cell, results) ->
            trials.put(
                cell.label(),
                results.stream()
                    .map(
                        result ->
                            new Trial(
                                result.run().tuning(),
                                result.run().updates(),
                                result.validationAccuracy(),
                                result.validationLoss(),
                                result.exploded()))
                    .toList()));
    return trials;
  }

  /** Puts the seeds of one cell and size together. */
  static Curve curve(String size, List<RunResult> seeds) {
    RunResult first = seeds.get(0);
    Map<String, List<Point>> kinds = new TreeMap<>();
    for (Map.Entry<String, List<DistanceCurve.Point>> kind : first.curves().entrySet()) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < kind.getValue().size(); i++) {
        points.add(point(kind.getKey(), i, seeds));
      }
      kinds.put(kind.getKey(), points);
    }
    return new Curve(
        first.run().cell().label(),
        size,
        first.run().hidden(),
        first.parameters(),
        first.run().tuning(),
        seeds.stream().mapToDouble(RunResult::validationAccuracy).average().orElseThrow(),
        (int) seeds.stream().filter(RunResult::exploded).count(),
        kinds);
  }

  private static Point point(String kind, int index, List<RunResult> seeds) {
    List<DistanceCurve.Point> points =
        seeds.stream().map(seed -> seed.curves().get(kind).get(index)).toList();
    DistanceCurve.Point first = points.get(0);
    double[] accuracies = points.stream().mapToDouble(p -> p.accuracy().value()).toArray();
    Estimate overSeeds = Estimate.mean(accuracies);
    Estimate accuracy =
        Estimate.share(overSeeds.value() * first.passages(), first.passages()).widened(overSeeds);
    return new Point(
        first.distance(),
        first.lag(),
        first.chance(),
        accuracy,
        points.stream().map(p -> p.accuracy().value()).toList(),
        points.stream().mapToDouble(p -> p.rank().value()).average().orElseThrow(),
        points.stream().mapToDouble(p -> p.probability().value()).average().orElseThrow(),
        mean(seeds.stream().map(s -> s.gradients().get(kind).get(index)).toList(), false),
        mean(seeds.stream().map(s -> s.gradients().get(kind).get(index)).toList(), true),
        mean(seeds.stream().map(s -> s.untrained().get(kind).get(index)).toList(), false));
  }

  private static double mean(List<CueGradient> gradients, boolean logOdds) {
    return gradients.stream()
        .mapToDouble(gradient -> logOdds ? gradient.logOdds() : gradient.loss())
        .average()
        .orElseThrow();
  }
}
