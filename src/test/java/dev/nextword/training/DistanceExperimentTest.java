package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.evaluation.CueGradient;
import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Estimate;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.text.Corpora;
import dev.nextword.text.Kind;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through an experiment, with results that are there already instead of trainings. */
class DistanceExperimentTest {
  private static final Curriculum CURRICULUM = new Curriculum(3, 0.4, 1);
  private static final ExperimentResult.Text TEXT =
      new ExperimentResult.Text(List.of("sample"), List.of("00"), "11");

  private static final ExperimentSettings SETTINGS =
      new ExperimentSettings(
          List.of(Kind.TENSE),
          List.of(CellType.RNN, CellType.LSTM),
          4,
          6,
          true,
          300,
          2,
          32,
          2,
          20,
          List.of(1L, 2L),
          10,
          2,
          List.of(0, 2, 4),
          3,
          30, // so many that the difference below is no chance
          2,
          List.of(new Tuning(0.01, Initialisation.UNIFORM, 1, 1, CURRICULUM, 0)),
          new ExperimentSettings.Sweep(
              List.of(0.01, 0.1),
              List.of(Initialisation.UNIFORM, Initialisation.IDENTITY),
              List.of(1.0),
              List.of(1.0),
              List.of(CURRICULUM),
              List.of(0.0)));

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Weaver weaver = Weaver.load(Path.of("corpus/templates"), new Tokenizer()::wordStarts);
    DistanceExperiment.prepare(
        Corpora.open(Path.of("corpus/sample/everyday.txt")), weaver, SETTINGS, TEXT, folder);
  }

  /** Asks for networks, and writes their results as if it had trained them. */
  private static final class Trainer {
    final List<String> asked = new ArrayList<>();

    List<String> command(Path folder, String description) {
      asked.add(description);
      try {
        ExperimentRun run =
            com.fasterxml.jackson.databind.json.JsonMapper.builder()
                .build()
                .readValue(description, ExperimentRun.class);
        result(run).save(folder);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return List.of(System.getProperty("java.home") + "/bin/java", "-version");
    }

    /** The rate 0.1 explodes; the identity is best for the RNN and no better for the LSTM. */
    private static RunResult result(ExperimentRun run) {
      boolean exploded = run.tuning().learningRate() > 0.05;
      boolean identity = run.tuning().initialisation() == Initialisation.IDENTITY;
      double accuracy = exploded ? 0 : identity && run.cell() == CellType.RNN ? 0.8 : 0.6;
      double loss = identity ? 2 : 1;
      if (!run.measured()) {
        return new RunResult(run, 10, accuracy, loss, exploded, Map.of(), Map.of(), Map.of());
      }
      List<DistanceCurve.Point> points = new ArrayList<>();
      List<CueGradient> gradients = new ArrayList<>();
      for (int distance : SETTINGS.distances()) {
        points.add(
            new DistanceCurve.Point(
                distance,
                100,
                distance + 5,
                0.5,
                Estimate.share(run.seed() == 1 ? 80 : 100, 100),
                new Estimate(run.seed(), 1, 9),
                new Estimate(0.5, 0.4, 0.6)));
        gradients.add(new CueGradient(distance, 0.1 * run.seed(), 0.2));
      }
      return new RunResult(
          run,
          10,
          accuracy,
          loss,
          false,
          Map.of("tense", points),
          Map.of("tense", gradients),
          Map.of("tense", gradients));
    }
  }

  private static ExperimentResult run(Trainer trainer) throws Exception {
    return new DistanceExperiment(folder, trainer::command, (what, share) -> {}).run();
  }

  @Test
  void eachCellIsMeasuredWithWhatWasBestForItAndNothingIsTrainedTwice() throws Exception {
    Trainer first = new Trainer();
    ExperimentResult result = run(first);
    assertEquals(
        SETTINGS.runs() + 1, first.asked.size(), "another start: the other rate is tried again");
    assertEquals(first.asked.size(), new HashSet<>(first.asked).size());

    assertEquals(4, result.sweep().get("rnn").size());
    assertEquals(3, result.sweep().get("lstm").size());
    for (ExperimentResult.Curve curve : result.curves()) {
      assertEquals(curve.cell().equals("rnn") ? 0.8 : 0.6, curve.validationAccuracy(), 1e-9);
      assertEquals(0.01, curve.tuning().learningRate(), "0.1 exploded");
      assertEquals(
          curve.cell().equals("rnn") ? Initialisation.IDENTITY : Initialisation.UNIFORM,
          curve.tuning().initialisation(),
          "by accuracy, then by loss");
    }
    ExperimentResult.Point point = result.curves().get(0).kinds().get("tense").get(1);
    assertEquals(2, point.distance());
    assertEquals(List.of(0.8, 1.0), point.bySeed());
    assertEquals(0.9, point.accuracy().value(), 1e-9);
    assertTrue(point.accuracy().low() <= 0.8 && point.accuracy().high() == 1, point.toString());
    assertEquals(1.5, point.rank());
    assertEquals(0.15, point.gradient(), 1e-9);

    Trainer again = new Trainer();
    assertEquals(result, run(again));
    assertEquals(List.of(), again.asked, "all results are there");

    String lost = "run-lstm-hidden6";
    try (var results = Files.list(folder.resolve("results"))) {
      for (Path file : results.toList()) {
        if (file.getFileName().toString().startsWith(lost)) {
          Files.delete(file);
        }
      }
    }
    run(again);
    assertEquals(SETTINGS.seeds().size(), again.asked.size());
    assertTrue(again.asked.stream().allMatch(run -> run.contains("LSTM")), again.asked.toString());
  }

  @Test
  void whatCannotBeTrainedIsNamed() throws Exception {
    assertTrue(DistanceExperiment.isPrepared(folder, SETTINGS, TEXT));
    assertFalse(DistanceExperiment.isPrepared(folder, ExperimentSettings.QUICK, TEXT));
    ExperimentResult.Text other = new ExperimentResult.Text(List.of(), List.of(), "");
    assertFalse(DistanceExperiment.isPrepared(folder, SETTINGS, other));
    Path empty = folder.resolve("elsewhere");
    Files.createDirectories(empty);
    Files.copy(folder.resolve("settings.json"), empty.resolve("settings.json"));
    DistanceExperiment experiment =
        new DistanceExperiment(
            empty,
            (work, run) ->
                List.of(System.getProperty("java.home") + "/bin/java", "--no-such-option"),
            (what, share) -> {});
    String message = assertThrows(TrainingException.class, experiment::run).getMessage();
    assertTrue(message.contains("sweep-rnn") && message.contains("--resume"), message);
  }

  @Test
  void theThreeSetsOfPassagesHaveNothingInCommon() throws IOException {
    ExperimentText text = ExperimentText.open(folder);
    assertEquals(2 * 30, text.chosenBy().size(), "up to the longest distance of training");
    assertEquals(3 * 3, text.measured().size());
    assertTrue(text.measured().stream().allMatch(p -> p.wording().heldOut()));
    assertTrue(text.measured().stream().allMatch(p -> p.wording().fillersHeldOut()));
    assertTrue(text.chosenBy().stream().noneMatch(p -> p.wording().heldOut()));
    assertEquals(2 * 3, TrainingText.woven(folder).documents());
    assertEquals(2 * 30, text.chosenByIds().documents());
  }

  @Test
  void cellsComeNearTheSameNumberOfParameters() {
    ExperimentSettings full = ExperimentSettings.FULL;
    int words = 2_000;
    long lstm = full.parameters(CellType.LSTM, full.hidden(), words);
    for (CellType cell : full.cells()) {
      int units = full.unitsOfEqualParameters(cell, words);
      assertEquals(lstm, full.parameters(cell, units, words), 0.005 * lstm, cell + " of " + units);
      assertTrue(cell == CellType.LSTM ? units == full.hidden() : units > full.hidden());
    }
  }

  @Test
  void theSweepTriesEachValueOnceAndItsSeedIsNotMeasured() {
    for (ExperimentSettings settings : List.of(ExperimentSettings.FULL, ExperimentSettings.QUICK)) {
      assertFalse(settings.seeds().contains(ExperimentSettings.SWEEP_SEED));
      for (Tuning start : settings.starts()) {
        Set<Tuning> tried = new HashSet<>();
        for (int stage = 0; stage < ExperimentSettings.Sweep.STAGES; stage++) {
          tried.addAll(settings.sweep().stage(stage, start));
        }
        assertEquals(settings.sweep().runs(), tried.size(), "the start is one of what is tried");
        assertEquals(settings.longest() + 1, start.curriculum().distances());
      }
    }
  }
}
