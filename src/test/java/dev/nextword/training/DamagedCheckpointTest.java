package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.IdsFile;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Checkpoints that a disk has cut: each cut is found, and the training ends as if there was none.
 */
class DamagedCheckpointTest {
  private static final TrainingSettings SETTINGS =
      ToyTraining.settings(CellType.GRU).epochs(1).evaluationsPerEpoch(4).build();
  private static final int KILOBYTE = 1024;

  @TempDir static Path files;
  @TempDir Path folder;

  private static IdsFile text;
  private static IdsFile valid;
  private static float[] undisturbed;

  /** As if the process had been killed here. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void trainUndisturbed() {
    text = ToyTraining.text(files.resolve("text"), 30, 1);
    valid = ToyTraining.text(files.resolve("valid"), 5, 2);
    undisturbed = weights(trainer(files.resolve("undisturbed"), progress -> {}).train(false));
  }

  private static CellTrainer trainer(Path into, Consumer<Progress> listener) {
    long[] seconds = {0};
    return new CellTrainer(
        SETTINGS,
        ToyTraining.WORDS,
        text,
        Perplexity.validation(valid, SETTINGS),
        null,
        Curriculum.DEFAULT,
        into,
        Duration.ofSeconds(1), // a checkpoint after each update
        listener,
        () -> ++seconds[0] * 1_000_000_000L);
  }

  private static float[] weights(WordNetwork network) {
    return network.network().params().dup('c').data().asFloat();
  }

  @Test
  void cutAtAnyKilobyteItIsRefused() throws IOException {
    Path path = folder.resolve("checkpoint.bin");
    Checkpoint.Position position =
        new Checkpoint.Position(
            "{}", 1, 1, new long[0], new LearningRateSchedule.State(1, 0, 1), 0, 0, List.of());
    new Checkpoint(position, Nd4j.rand(1, 50_000), Nd4j.rand(1, 50_000), List.of()).save(path);
    byte[] whole = Files.readAllBytes(path);
    assertTrue(whole.length > 300 * KILOBYTE, whole.length + " bytes");
    Path cut = folder.resolve("cut.bin");
    for (int length = 0; length < whole.length; length += KILOBYTE) {
      Files.write(cut, Arrays.copyOf(whole, length));
      TrainingException refused = assertThrows(TrainingException.class, () -> Checkpoint.load(cut));
      assertTrue(refused.getMessage().startsWith(cut + ": this checkpoint cannot be used"));
      List<String> damage = new ArrayList<>();
      assertEquals(null, Checkpoint.lastWhole(cut, folder.resolve("none"), damage::add));
      assertEquals(1, damage.size());
      assertTrue(damage.get(0).contains("cut"), damage.get(0));
    }
  }

  @ParameterizedTest(name = "newest {0}, best {1} -> {2}")
  @CsvSource({
    "whole, whole, resumed",
    "cut, whole, resumed",
    "missing, whole, resumed",
    "whole, cut, started",
    "cut, cut, started",
    "cut, missing, started"
  })
  void theTrainingEndsWithTheSameWeights(String newest, String best, String event)
      throws IOException {
    CellTrainer killed =
        trainer(
            folder,
            progress -> {
              if (progress.update() > progress.updates() / 2) {
                throw new Killed();
              }
            });
    assertThrows(Killed.class, () -> killed.train(false));
    damage(folder.resolve(CellTrainer.CHECKPOINT), newest);
    damage(folder.resolve(CellTrainer.BEST), best);

    List<Progress> said = new ArrayList<>();
    assertArrayEquals(undisturbed, weights(trainer(folder, said::add).train(true)));
    Progress first = said.get(0);
    assertEquals(event, first.event());
    assertEquals(event.equals(Progress.RESUMED), first.update() > 0);
    boolean damaged = newest.equals("cut") || best.equals("cut");
    assertEquals(damaged, first.message() != null && first.message().contains("is not used"));
  }

  private static void damage(Path file, String how) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    if (how.equals("cut")) {
      Files.write(file, Arrays.copyOf(whole, whole.length - KILOBYTE));
    } else if (how.equals("missing")) {
      Files.delete(file);
    }
  }
}
