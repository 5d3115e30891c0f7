package dev.nextword.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.evaluation.CueGradient;
import dev.nextword.evaluation.DistanceCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came out of one network of an experiment, as a file: one that is there is not trained again.
 *
 * @param run which network
 * @param parameters how many
 * @param validationAccuracy mean over distances of the forced choices that are right, on the
 *     passages to choose by
 * @param validationLoss mean {@code -ln p(answer)} on the same passages, in nats
 * @param exploded whether training ended in numbers that are not finite; then its best weights
 *     before
 * @param curves by kind: accuracy against distance on held-out passages; empty in a sweep
 * @param gradients by kind: of the trained network, on held-out passages
 * @param untrained by kind: the same before the first update
 */
record RunResult(
    ExperimentRun run,
    long parameters,
    double validationAccuracy,
    double validationLoss,
    boolean exploded,
    Map<String, List<DistanceCurve.Point>> curves,
    Map<String, List<CueGradient>> gradients,
    Map<String, List<CueGradient>> untrained) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Path file(Path folder, ExperimentRun run) {
    return folder.resolve("results").resolve(run.name() + ".json");
  }

  /** Writes it, whole or not at all. */
  void save(Path folder) throws IOException {
    Path file = file(folder, run);
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(fresh.toFile(), this);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static RunResult load(Path folder, ExperimentRun run) throws IOException {
    return JSON.readValue(file(folder, run).toFile(), RunResult.class);
  }

  /**
   * The best choice: of those that are right as often as any, but for what chance makes of so many
   * passages (two standard errors of a difference), the one that is surest of the answers. The
   * number of right choices alone would choose by lot among networks that have learned little yet.
   *
   * @param passages to choose by
   */
  static RunResult best(List<RunResult> results, int passages) {
    return asGood(results, passages).stream()
        .min(Comparator.comparingDouble(RunResult::validationLoss))
        .orElseThrow();
  }

  /** Those that are right as often as any, but for chance. */
  static List<RunResult> asGood(List<RunResult> results, int passages) {
    double highest =
        results.stream().mapToDouble(RunResult::validationAccuracy).max().orElseThrow();
    double chance = 2 * Math.sqrt(2 * highest * (1 - highest) / passages);
    return results.stream()
        .filter(result -> result.validationAccuracy >= highest - chance)
        .toList();
  }
}
