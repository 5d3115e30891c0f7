package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.network.WordNetwork;
import dev.nextword.network.WordStepper;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The project's own layers pass through a bundle. */
class OwnNetworkTest {
  private static final int WORDS = 40;

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void aNetworkOfEachCellComesBack(CellType cell) throws IOException {
    comesBack(cell, SoftmaxKind.FULL);
  }

  @Test
  void anAdaptiveSoftmaxComesBack() throws IOException {
    comesBack(CellType.LSTM, SoftmaxKind.ADAPTIVE);
  }

  private void comesBack(CellType cell, SoftmaxKind softmax) throws IOException {
    NetworkSettings settings =
        new NetworkSettings(cell, WORDS, 6, 8, 2, 4, 0.2, Initialisation.ORTHOGONAL, 1, 1, softmax);
    MultiLayerNetwork network =
        new MultiLayerNetwork(settings.configuration(new Adam(0.01), DataType.FLOAT));
    network.init();
    ModelStore store = new ModelStore(temp);
    store.save(
        new ModelBundle.Network(
            TestModels.card("own", ModelCard.NETWORK, WORDS),
            TestModels.vocabulary(WORDS),
            network));

    MultiLayerNetwork loaded = ((ModelBundle.Network) store.load("own")).network();

    assertEquals(
        network.getLayerWiseConfigurations().toJson(),
        loaded.getLayerWiseConfigurations().toJson());
    INDArray ids = Nd4j.createFromArray(new float[][] {{3, 4, 39, 2}}).reshape(1, 1, 4);
    double change = loaded.output(ids).sub(network.output(ids)).amaxNumber().doubleValue();
    assertTrue(change < 1e-3, cell + ": largest change of a probability " + change);
    // What is read without Deeplearning4j computes with the very same weights.
    WordStepper expected = new WordNetwork(loaded).stepper();
    WordStepper read = ((ModelBundle.Stepper) store.loadForPrediction("own")).stepper();
    assertArrayEquals(
        expected.logProbabilities(expected.step(expected.zero(), 3)),
        read.logProbabilities(read.step(read.zero(), 3)));
  }
}
