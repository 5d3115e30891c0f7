package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.Batch;
import dev.nextword.batches.BatchStream;
import dev.nextword.batches.IdsFile;
import dev.nextword.model.ModelCard;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class CellTrainerTest {
  private static final Duration SELDOM = Duration.ofHours(1);

  @TempDir static Path files;
  @TempDir Path folder;

  private static IdsFile text;
  private static IdsFile valid;
  private static IdsFile woven;

  @BeforeAll
  static void write() {
    text = ToyTraining.text(files.resolve("text"), 30, 1);
    valid = ToyTraining.text(files.resolve("valid"), 5, 2);
    woven = ToyTraining.woven(files.resolve("woven"));
  }

  /** As if the process had been killed here. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Goes on by a second whenever somebody looks: nobody sleeps, and every run sees the same. */
  private static LongSupplier clock() {
    long[] seconds = {0};
    return () -> ++seconds[0] * 1_000_000_000L;
  }

  private CellTrainer trainer(
      TrainingSettings settings, Path into, Duration checkpoints, Consumer<Progress> listener) {
    return new CellTrainer(
        settings,
        ToyTraining.WORDS,
        text,
        Perplexity.validation(valid, settings),
        woven,
        Curriculum.DEFAULT,
        into,
        checkpoints,
        listener,
        clock());
  }

  private WordNetwork train(TrainingSettings settings) {
    return trainer(settings, folder, SELDOM, progress -> {}).train(false);
  }

  private static float[] numbers(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static float[] weights(WordNetwork network) {
    return numbers(network.network().params());
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    ToyTraining.Builder settings =
        ToyTraining.settings(CellType.RNN).dropout(0.3).wovenLanes(1).epochs(0.5);
    float[] first = weights(train(settings.build()));
    assertArrayEquals(first, weights(train(settings.build())));
    assertFalse(Arrays.equals(first, weights(train(settings.seed(2).build()))));
  }

  @Test
  void tiedMatricesStayAlikeToTheBit() {
    WordNetwork network =
        train(ToyTraining.settings(CellType.LSTM).tied().dropout(0.3).clip(0.1).epochs(2).build());
    float[] vectors = numbers(network.network().getLayer(0).getParam("W"));
    assertArrayEquals(vectors, numbers(network.network().getOutputLayer().getParam("W")));
    assertEquals(vectors.length, network.network().numParams() - network.parameters());
  }

  /** In training the zero state comes often enough, and what comes after it is read the same. */
  @Test
  void aTrainingWithFreshStatesLearnsToo() {
    WordNetwork network =
        train(ToyTraining.settings(CellType.GRU).freshStates(0.2).epochs(20).build());
    assertTrue(Perplexity.meanLoss(network, valid, 3, 6) < 0.6);
  }

  /** With all there is to lose: dropout, carried states, woven lanes, a schedule, two layers. */
  @ParameterizedTest
  @EnumSource(names = {"GRU", "LSTM"})
  void aKilledTrainingEndsAsAnUndisturbedOne(CellType cell) {
    TrainingSettings settings =
        ToyTraining.settings(cell)
            .layers(2)
            .dropout(0.3)
            .wovenLanes(2)
            .epochs(1)
            .patience(1)
            .evaluationsPerEpoch(5)
            .build();
    Path undisturbed = folder.resolve("undisturbed");
    WordNetwork expected = trainer(settings, undisturbed, SELDOM, progress -> {}).train(false);

    Random random = new Random(cell.ordinal());
    Path killed = folder.resolve("killed");
    WordNetwork found = null;
    int kills = 0;
    long reached = 0;
    while (found == null) {
      long until = reached + 1 + random.nextInt(8);
      boolean resume = kills > 0;
      long[] at = {0};
      try {
        found =
            trainer(
                    settings,
                    killed,
                    Duration.ofSeconds(1 + random.nextInt(12)),
                    progress -> {
                      at[0] = progress.update();
                      if (progress.update() >= until
                          && progress.event().equals(Progress.PROGRESS)) {
                        throw new Killed();
                      }
                    })
                .train(resume);
      } catch (Killed e) {
        kills++;
        reached = at[0];
      }
    }
    assertTrue(kills >= 2, kills + " kills");

    assertArrayEquals(weights(expected), weights(found), "the best weights");
    Checkpoint end = Checkpoint.load(undisturbed.resolve(CellTrainer.CHECKPOINT));
    Checkpoint resumed = Checkpoint.load(killed.resolve(CellTrainer.CHECKPOINT));
    assertArrayEquals(numbers(end.weights()), numbers(resumed.weights()), "the last weights");
    assertNotNull(end.optimiser());
    assertNotNull(resumed.optimiser());
    assertArrayEquals(numbers(end.optimiser()), numbers(resumed.optimiser()), "Adam's moments");
    assertEquals(end.progress().update(), resumed.progress().update());
    assertArrayEquals(end.progress().stream(), resumed.progress().stream());
    assertEquals(end.progress().schedule(), resumed.progress().schedule());
    assertEquals(losses(end.progress().curve()), losses(resumed.progress().curve()));
    for (int layer = 0; layer < end.states().size(); layer++) {
      for (String name : end.states().get(layer).keySet()) {
        assertArrayEquals(
            numbers(end.states().get(layer).get(name)),
            numbers(resumed.states().get(layer).get(name)));
      }
    }
  }

  private static List<List<Double>> losses(List<ModelCard.CurvePoint> curve) {
    return curve.stream()
        .map(p -> List.of(p.epoch(), p.trainingLoss(), p.validationLoss(), p.learningRate()))
        .toList();
  }

  /** One update, computed here from the network's gradient. */
  private void assertFirstUpdate(TrainingSettings settings, Update update) {
    WordNetwork network =
        WordNetwork.create(settings.network(ToyTraining.WORDS), settings.updater());
    BatchStream stream =
        BatchStream.training(text, settings.batch(), settings.bptt(), settings.seed());
    Batch batch = stream.next();
    assertNotNull(batch);
    network.computeGradient(batch, settings.answerWeight());
    float[] before = weights(network);
    float[] gradient = numbers(network.network().getFlattenedGradients());
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    double norm = Math.sqrt(squares);
    double scale = norm > settings.clip() ? settings.clip() / norm : 1;
    float[] after = weights(train(settings));
    for (int i = 0; i < before.length; i++) {
      double step = update.of(gradient[i] * scale);
      assertEquals(before[i] - step, after[i], 1e-7 + 1e-4 * Math.abs(step), "weight " + i);
    }
    assertEquals(
        settings.clip() < 0.5, scale < 1, "the norm is " + norm + ", the clip " + settings.clip());
  }

  private interface Update {
    double of(double gradient);
  }

  private static ToyTraining.Builder oneUpdate() {
    return ToyTraining.settings(CellType.GRU).epochs(1e-9).coolDown(0);
  }

  @Test
  void sgdGoesAgainstTheGradient() {
    assertFirstUpdate(oneUpdate().optimiser("sgd", 0.5).clip(100).build(), g -> 0.5 * g);
  }

  @Test
  void aLargeGradientIsScaledToTheClip() {
    assertFirstUpdate(oneUpdate().optimiser("sgd", 0.5).clip(0.05).build(), g -> 0.5 * g);
  }

  /** Kingma and Ba 2015, with the bias corrections taken into the rate. */
  @Test
  void adamDividesByTheRootOfTheSecondMoment() {
    double rate = 0.01;
    assertFirstUpdate(
        oneUpdate().optimiser("adam", rate).clip(100).build(),
        g -> {
          double m = (1 - 0.9) * g;
          double v = (1 - 0.999) * g * g;
          return rate * Math.sqrt(1 - 0.999) / (1 - 0.9) * m / (Math.sqrt(v) + 1e-8);
        });
  }

  @Test
  void theRateFallsWhereValidationStallsAndTrainingStopsEarly() {
    double rate = 1e-12; // nothing is learned
    int patience = 2;
    TrainingSettings settings =
        ToyTraining.settings(CellType.RNN)
            .optimiser("sgd", rate)
            .patience(patience)
            .epochs(20)
            .evaluationsPerEpoch(6)
            .coolDown(0)
            .build();
    CellTrainer trainer = trainer(settings, folder, SELDOM, progress -> {});
    trainer.train(false);
    List<Double> rates =
        trainer.curve().stream()
            .map(ModelCard.CurvePoint::learningRate)
            .map(r -> r / rate)
            .toList();
    assertEquals(List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25), rates);
  }

  /**
   * But the residual cell's: its state is a sum over the whole text, which short sequences suit.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESIDUAL_RNN")
  void theLossFallsOnATextThatCanBeLearned(CellType cell) {
    TrainingSettings settings =
        ToyTraining.settings(cell).optimiser("adam", 0.03).epochs(3).evaluationsPerEpoch(1).build();
    CellTrainer trainer = trainer(settings, folder, SELDOM, progress -> {});
    trainer.train(false);
    List<ModelCard.CurvePoint> curve = trainer.curve();
    double last = curve.get(curve.size() - 1).validationLoss();
    // guessing evenly among the six words of the text is a loss of 1.79
    assertTrue(last < 1.5, () -> cell + " still has a loss of " + last + ": " + curve);
  }

  @Test
  void aTrainingThatExplodesSaysWhatToChangeAndKeepsTheLastGoodCheckpoint() {
    TrainingSettings settings =
        ToyTraining.settings(CellType.RNN).optimiser("sgd", 1_000).clip(1e30).epochs(9).build();
    CellTrainer trainer = trainer(settings, folder, Duration.ZERO, progress -> {});
    String message = assertThrows(TrainingException.class, () -> trainer.train(false)).getMessage();
    assertTrue(message.startsWith("rnn: near update "), message);
    assertTrue(message.contains("is not finite any more"), message);
    assertTrue(message.contains("--learning-rate (now 1000.0)"), message);
    assertTrue(message.contains("--clip"), message);
    Checkpoint kept = Checkpoint.load(folder.resolve(CellTrainer.CHECKPOINT));
    assertTrue(kept.progress().update() >= 1);
    for (float weight : numbers(kept.weights())) {
      assertTrue(Float.isFinite(weight));
    }
  }

  @Test
  void theListenerHearsWhereTheTrainingStands() {
    List<Progress> heard = new ArrayList<>();
    TrainingSettings settings = ToyTraining.settings(CellType.GRU).build();
    CellTrainer trainer = trainer(settings, folder, SELDOM, heard::add);
    trainer.train(false);
    assertEquals(Progress.STARTED, heard.get(0).event());
    long measured = heard.stream().filter(p -> p.event().equals(Progress.VALIDATED)).count();
    assertTrue(measured == 2 || measured == 3, "twice an epoch, and at the end: " + measured);
    Progress last = heard.get(heard.size() - 1);
    assertEquals(Progress.FINISHED, last.event());
    assertEquals(trainer.curve(), last.curve());
    assertEquals(last.updates(), last.update());
    Progress progress =
        heard.stream().filter(p -> p.event().equals(Progress.PROGRESS)).findFirst().orElseThrow();
    for (int i = 0; i < heard.size(); i++) {
      if (heard.get(i).event().equals(Progress.VALIDATED)) { // so that no training ends unheard
        assertEquals(Progress.PROGRESS, heard.get(i - 1).event());
        assertEquals(heard.get(i - 1).update(), heard.get(i).update());
        assertNotNull(heard.get(i).loss());
      }
    }
    assertTrue(progress.loss() != null && progress.loss() > 1 && progress.loss() < 3);
    assertTrue(progress.wordsPerSecond() != null && progress.wordsPerSecond() > 0);
    assertTrue(progress.secondsLeft() != null && progress.secondsLeft() > 0);
  }

  @Test
  void aFinishedTrainingIsResumedWithoutTrainingAgain() {
    TrainingSettings settings = ToyTraining.settings(CellType.GRU).epochs(0.5).build();
    float[] weights = weights(train(settings));
    List<String> events = new ArrayList<>();
    CellTrainer again = trainer(settings, folder, SELDOM, p -> events.add(p.event()));
    assertArrayEquals(weights, weights(again.train(true)));
    assertEquals(List.of(Progress.RESUMED, Progress.FINISHED), events);
  }

  @Test
  void aNewTrainingForgetsTheOldOnesCheckpoints() {
    TrainingSettings settings = ToyTraining.settings(CellType.GRU).epochs(0.5).build();
    train(settings);
    CellTrainer fresh =
        trainer(
            settings,
            folder,
            SELDOM,
            progress -> {
              throw new Killed();
            });
    assertThrows(Killed.class, () -> fresh.train(false));
    assertFalse(Files.exists(folder.resolve(CellTrainer.CHECKPOINT)));
    assertFalse(Files.exists(folder.resolve(CellTrainer.BEST)));
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefused() {
    ToyTraining.Builder settings = ToyTraining.settings(CellType.GRU).epochs(0.5);
    train(settings.build());
    CellTrainer other = trainer(settings.seed(2).build(), folder, SELDOM, progress -> {});
    String message = assertThrows(TrainingException.class, () -> other.train(true)).getMessage();
    assertTrue(message.contains(CellTrainer.CHECKPOINT) && message.contains("settings"), message);
  }
}
