package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What is trained is in single precision, with a quick exponential; what is checked elsewhere is in
 * double precision: the two agree.
 */
class SinglePrecisionTest {
  private static final int WORDS = 50;

  @Test
  void gradientsAreThoseOfDoublePrecision() {
    for (NetworkSettings settings :
        List.of(
            Networks.settings(CellType.LSTM, WORDS, 1, 0),
            Networks.settings(CellType.LSTM, WORDS, 1, 3),
            Networks.adaptive(CellType.LSTM, WORDS, 1, 0))) {
      MultiLayerNetwork exact = Networks.create(settings);
      MultiLayerNetwork single =
          new MultiLayerNetwork(settings.configuration(new Sgd(1), DataType.FLOAT));
      single.init();
      single.params().assign(exact.params().castTo(DataType.FLOAT));
      exact.params().assign(single.params().castTo(DataType.DOUBLE)); // the very same weights

      Random random = new Random(1);
      int batch = 20;
      int time = 70; // more than one chunk of the softmax
      assertTrue(batch * time > EntrySoftmax.chunk(WORDS));
      INDArray ids = Networks.ids(random, WORDS, batch, time);
      INDArray labels = Networks.ids(random, WORDS, batch, time);
      labels.putScalar(17, -1);
      for (MultiLayerNetwork network : new MultiLayerNetwork[] {exact, single}) {
        network.setInput(ids.castTo(network == exact ? DataType.DOUBLE : DataType.FLOAT));
        network.setLabels(labels.castTo(network == exact ? DataType.DOUBLE : DataType.FLOAT));
        network.computeGradientAndScore();
      }
      assertEquals(exact.score(), single.score(), 1e-5 * exact.score());
      INDArray expected = exact.getFlattenedGradients();
      INDArray found = single.getFlattenedGradients().castTo(DataType.DOUBLE);
      double largest = expected.amaxNumber().doubleValue();
      for (long i = 0; i < expected.length(); i++) {
        double e = expected.getDouble(i);
        // a sum of many terms of either sign is as exact as its terms, not as itself
        assertEquals(e, found.getDouble(i), 1e-4 * Math.abs(e) + 1e-6 * largest, "parameter " + i);
      }
    }
  }
}
