package dev.nextword.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.evaluation.CueGradient;
import dev.nextword.evaluation.DistanceCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** Whether this is a better choice: right more often or, where that is equal, surer. */
  boolean isBetterThan(@Nullable RunResult other) {
    if (other == null || validationAccuracy != other.validationAccuracy) {
      return other == null || validationAccuracy > other.validationAccuracy;
    }
    return validationLoss < other.validationLoss;
  }
}
