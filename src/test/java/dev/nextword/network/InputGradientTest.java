package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.Batch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class InputGradientTest {
  private static final int WORDS = 9;
  private static final int LANES = 2;
  private static final int TIME = 4;

  /** Every word is read once, so that its vector moves one input alone. */
  private static final int[] INPUTS = {0, 1, 2, 3, 4, 5, 6, 7};

  private static Batch batch(int... labels) {
    boolean[][] restarts = new boolean[TIME][LANES];
    Arrays.fill(restarts[0], true);
    return new Batch(LANES, TIME, INPUTS, labels, new BitSet(), restarts);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void equalsFiniteDifferences(CellType cell) {
    MultiLayerNetwork inner = Networks.create(Networks.settings(cell, WORDS, 2, 3));
    WordNetwork network = new WordNetwork(inner);
    Batch batch = batch(-1, -1, -1, 8, -1, -1, 5, -1);
    double[] norms = network.inputGradientNorms(batch);
    assertEquals(INPUTS.length, norms.length);
    INDArray vectors = inner.getLayer(0).getParam(WordEmbeddingConfiguration.VECTORS);
    for (int i = 0; i < INPUTS.length; i++) {
      double squares = 0;
      for (int row = 0; row < vectors.rows(); row++) {
        double value = vectors.getDouble(row, INPUTS[i]);
        double step = 1e-5;
        vectors.putScalar(row, INPUTS[i], value + step);
        double more = loss(network, batch);
        vectors.putScalar(row, INPUTS[i], value - step);
        double less = loss(network, batch);
        vectors.putScalar(row, INPUTS[i], value);
        squares += Math.pow((more - less) / (2 * step), 2);
      }
      assertEquals(Math.sqrt(squares), norms[i], 1e-6, "input " + i);
    }
    assertEquals(0, norms[5], "nothing after the only label of lane 1, at step 1");
    assertTrue(norms[0] > 0 && norms[1] > 0, Arrays.toString(norms));
  }

  private static double loss(WordNetwork network, Batch batch) {
    network.states(List.of());
    return -Arrays.stream(network.labelLogProbabilities(batch)).sum();
  }

  @Test
  void aNetworkWithDropoutIsRefused() {
    NetworkSettings settings =
        new NetworkSettings(CellType.GRU, WORDS, 2, 3, 1, 2, 0.5, Initialisation.UNIFORM, 1, 7);
    WordNetwork network = WordNetwork.create(settings, new Sgd(1));
    assertThrows(
        IllegalStateException.class,
        () -> network.inputGradientNorms(batch(1, 2, 3, 4, 5, 6, 7, 8)));
  }
}
