package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.Batch;
import java.util.BitSet;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** A matrix that is the embedding and the softmax at once. */
class TiedVectorsTest {
  private static final int WORDS = 7;
  private static final double STEP = 1e-5;

  /** Each number is moved in both places, as if there were one matrix. */
  @Test
  void theGradientIsThatOfOneMatrix() {
    MultiLayerNetwork network = Networks.create(settings(2, 3, 2, SoftmaxKind.FULL));
    INDArray vectors = network.getLayer(0).getParam("W");
    INDArray columns = network.getOutputLayer().getParam("W");
    columns.assign(vectors);
    WordNetwork words = new WordNetwork(network);
    assertEquals(network.numParams() - vectors.length(), words.parameters());

    Batch batch = batch();
    words.computeGradient(batch, 0);
    INDArray gradients = network.getFlattenedGradients().dup();
    long ofColumns = network.numParams() - WORDS - columns.length();
    double largest = 0;
    for (long i = 0; i < vectors.length(); i++) {
      double numeric =
          (lossAt(words, batch, vectors, columns, i, STEP)
                  - lossAt(words, batch, vectors, columns, i, -STEP))
              / (2 * STEP);
      assertEquals(numeric, gradients.getDouble(i), 1e-7, "embedding's number " + i);
      assertEquals(numeric, gradients.getDouble(ofColumns + i), 1e-7, "softmax's number " + i);
      largest = Math.max(largest, Math.abs(numeric));
    }
    assertTrue(largest > 0.01, "a check of gradients that are all nothing");
  }

  private static double lossAt(
      WordNetwork words, Batch batch, INDArray vectors, INDArray columns, long i, double step) {
    long row = i % vectors.rows();
    long column = i / vectors.rows();
    double at = vectors.getDouble(row, column);
    vectors.putScalar(row, column, at + step);
    columns.putScalar(row, column, at + step);
    words.states(java.util.List.of());
    double sum = 0;
    for (double logProbability : words.labelLogProbabilities(batch)) {
      sum -= logProbability;
    }
    vectors.putScalar(row, column, at);
    columns.putScalar(row, column, at);
    return sum / batch.labelled();
  }

  @Test
  void aNewNetworkBeginsWithOneMatrix() {
    WordNetwork words = WordNetwork.create(settings(4, 3, 4, SoftmaxKind.FULL), new Sgd(1));
    assertEquals(
        words.network().getLayer(0).getParam("W"), words.network().getOutputLayer().getParam("W"));
  }

  @Test
  void matricesOfOtherShapesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> settings(4, 3, 0, SoftmaxKind.FULL));
    assertThrows(IllegalArgumentException.class, () -> settings(4, 4, 3, SoftmaxKind.FULL));
    NetworkSettings fits = settings(4, 4, 0, SoftmaxKind.FULL);
    assertTrue(fits.tied());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NetworkSettings(
                CellType.GRU,
                400,
                4,
                4,
                1,
                0,
                0,
                Initialisation.UNIFORM,
                1,
                7,
                SoftmaxKind.ADAPTIVE,
                true));
  }

  private static NetworkSettings settings(
      int embedding, int hidden, int bottleneck, SoftmaxKind softmax) {
    return new NetworkSettings(
        CellType.GRU,
        WORDS,
        embedding,
        hidden,
        1,
        bottleneck,
        0,
        Initialisation.UNIFORM,
        1,
        7,
        softmax,
        true);
  }

  private static Batch batch() {
    Random random = new Random(3);
    int[] inputs = random.ints(12, 0, WORDS).toArray();
    int[] labels = random.ints(12, 0, WORDS).toArray();
    return new Batch(3, 4, inputs, labels, new BitSet(), new boolean[4][3]);
  }
}
