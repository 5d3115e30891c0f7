package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.batches.Batch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Gradients of the vectors of read words alone, against those of all words. */
class OnlyReadWordsTest {
  private static final int WORDS = 30;
  private static final int WIDTH = 4;
  private static final float OLD = 7;

  @Test
  void readWordsHaveTheirGradientAndOthersKeepWhatTheyHad() {
    NetworkSettings settings =
        new NetworkSettings(CellType.GRU, WORDS, WIDTH, 6, 1, 0, 0, Initialisation.UNIFORM, 1, 1);
    WordNetwork all = WordNetwork.create(settings, new Adam(0.01));
    WordNetwork some = WordNetwork.create(settings, new Adam(0.01));
    some.onlyReadWords();
    some.network().initGradientsView();
    some.network().getFlattenedGradients().assign(OLD);
    Random random = new Random(1);
    int batch = 3;
    int time = 5;
    int[] ids = random.ints(batch * time, 0, 10).toArray(); // some of them several times
    int[] labels = random.ints(batch * time, 0, WORDS).toArray();
    Batch window = new Batch(batch, time, ids, labels, new BitSet(), new boolean[time][batch]);
    assertEquals(all.computeGradient(window, 0), some.computeGradient(window, 0));
    float[] expected = flat(all);
    float[] found = flat(some);
    for (int word = 0; word < WORDS; word++) {
      int id = word;
      if (Arrays.stream(ids).noneMatch(each -> each == id)) {
        Arrays.fill(expected, id * WIDTH, (id + 1) * WIDTH, OLD);
      }
    }
    assertArrayEquals(expected, found, 1e-7f);
    assertEquals(WIDTH, some.vectors().rows());
    assertEquals(WORDS, some.vectors().columns());
  }

  private static float[] flat(WordNetwork network) {
    INDArray gradient = network.network().getFlattenedGradients();
    return gradient.reshape(gradient.length()).toFloatVector();
  }
}
