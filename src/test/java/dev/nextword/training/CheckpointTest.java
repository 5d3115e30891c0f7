package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.model.ModelCard;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class CheckpointTest {
  private static final int LANES = 3;

  @TempDir Path temp;

  /** An LSTM of two layers, with anything in its weights, its updater and its states. */
  private static WordNetwork network(IUpdater updater, long seed) {
    WordNetwork network =
        WordNetwork.create(
            ToyTraining.settings(CellType.LSTM).layers(2).seed(seed).build().network(9), updater);
    Random random = new Random(seed);
    fill(network.network().params(), random);
    if (updater instanceof Adam) {
      fill(network.network().getUpdater().getStateViewArray(), random);
    }
    List<Map<String, INDArray>> states = new ArrayList<>();
    for (int layer = 0; layer < 2; layer++) {
      Map<String, INDArray> state = new HashMap<>();
      for (String name : List.of("h", "c")) {
        INDArray array = Nd4j.zeros(LANES, ToyTraining.HIDDEN);
        fill(array, random);
        state.put(name, array);
      }
      states.add(state);
    }
    network.states(states);
    return network;
  }

  private static void fill(INDArray array, Random random) {
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
  }

  private static Checkpoint.Position position() {
    return new Checkpoint.Position(
        "{\"a\":1}",
        17,
        12.5,
        new long[] {1, 2, Long.MAX_VALUE},
        new LearningRateSchedule.State(4.1, 2, 0.25),
        0.1 + 0.2,
        3,
        List.of(new ModelCard.CurvePoint(0.5, 1 / 3.0, 2 / 3.0, 0.001, 9)));
  }

  private Path saved(WordNetwork network) throws IOException {
    Path path = temp.resolve("checkpoint.bin");
    Checkpoint.of(network, position()).save(path);
    return path;
  }

  private static float[] numbers(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Test
  void everythingComesBack() throws IOException {
    WordNetwork before = network(new Adam(0.1), 1);
    Checkpoint loaded = Checkpoint.load(saved(before));
    assertEquals(position().settings(), loaded.progress().settings());
    assertEquals(17, loaded.progress().update());
    assertEquals(12.5, loaded.progress().seconds());
    assertArrayEquals(position().stream(), loaded.progress().stream());
    assertEquals(position().schedule(), loaded.progress().schedule());
    assertEquals(position().lossSum(), loaded.progress().lossSum(), "to the last bit");
    assertEquals(position().lossCount(), loaded.progress().lossCount());
    assertEquals(position().curve(), loaded.progress().curve());

    WordNetwork after = network(new Adam(0.1), 2);
    loaded.restore(after);
    assertArrayEquals(numbers(before.network().params()), numbers(after.network().params()));
    assertArrayEquals(
        numbers(before.network().getUpdater().getStateViewArray()),
        numbers(after.network().getUpdater().getStateViewArray()));
    for (int layer = 0; layer < 2; layer++) {
      for (String name : List.of("h", "c")) {
        INDArray state = after.states().get(layer).get(name);
        assertNotNull(state);
        assertArrayEquals(numbers(before.states().get(layer).get(name)), numbers(state));
      }
    }
  }

  @Test
  void anOptimiserWithoutStateHasNone() throws IOException {
    WordNetwork before = network(new Sgd(0.1), 1);
    Checkpoint loaded = Checkpoint.load(saved(before));
    assertNull(loaded.optimiser());
    WordNetwork after = network(new Sgd(0.1), 2);
    loaded.restore(after);
    assertArrayEquals(numbers(before.network().params()), numbers(after.network().params()));
  }

  @Test
  void anotherOneTakesItsPlaceAndNothingElseIsLeft() throws IOException {
    saved(network(new Adam(0.1), 1));
    saved(network(new Adam(0.1), 2));
    try (var files = Files.list(temp)) {
      assertEquals(1, files.count());
    }
  }

  private void assertRefused(Path path) {
    TrainingException refused = assertThrows(TrainingException.class, () -> Checkpoint.load(path));
    assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains("--resume"), refused.getMessage());
    assertFalse(refused.getMessage().contains("(null)"), refused.getMessage());
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(saved(network(new Adam(0.1), 1)));
    Path cut = temp.resolve("cut.bin");
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      int length = i < 10 ? i : i < 20 ? whole.length - 1 - (i - 10) : random.nextInt(whole.length);
      Files.write(cut, Arrays.copyOf(whole, length));
      assertRefused(cut);
    }
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(saved(network(new Adam(0.1), 1)));
    Path flipped = temp.resolve("flipped.bin");
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = whole.clone();
      int at = i < 20 ? i : random.nextInt(whole.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, bytes);
      assertRefused(flipped);
    }
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Path foreign = temp.resolve("foreign.bin");
    Files.writeString(foreign, "This is not a checkpoint at all, but a line of text.\n");
    assertRefused(foreign);
    Files.write(foreign, new byte[0]);
    assertRefused(foreign);
    assertRefused(temp.resolve("missing.bin"));
  }
}
