package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Against Deeplearning4j's own updater, weights and moments. */
class AdamStepTest {
  private static final NetworkSettings SETTINGS =
      new NetworkSettings(CellType.LSTM, 300, 8, 12, 2, 6, 0, Initialisation.UNIFORM, 1, 1);
  private static final double RATE = 0.01;

  @Test
  void theStepsAreThoseOfDeeplearning4j() {
    Adam adam = new Adam(RATE);
    MultiLayerNetwork expected = WordNetwork.create(SETTINGS, adam).network();
    MultiLayerNetwork found = WordNetwork.create(SETTINGS, adam).network();
    expected.initGradientsView();
    found.initGradientsView();
    AdamStep step =
        new AdamStep(
            adam,
            found.params(),
            found.getFlattenedGradients(),
            found.getUpdater().getStateViewArray(),
            0,
            0);
    Random random = new Random(1);
    for (int update = 0; update < 20; update++) {
      double scale = update % 2 == 0 ? 1 : 0.3;
      double factor = 1.0 / (1 + update);
      INDArray gradient = found.getFlattenedGradients();
      for (int i = 0; i < gradient.length(); i++) {
        gradient.putScalar(i, i % 7 == 0 ? 0 : random.nextGaussian() * 1e-3);
      }
      expected.getFlattenedGradients().assign(gradient).muli(scale);
      updateByDeeplearning4j(expected, update, factor);
      double squares = 0;
      for (float value : gradient.toFloatVector()) {
        squares += (double) value * value;
      }
      assertEquals(Math.sqrt(squares), step.norm(), 1e-6 * step.norm());
      step.apply(scale, RATE * factor, update);
      assertArrayEquals(
          expected.params().toFloatVector(), found.params().toFloatVector(), 1e-6f, "weights");
      assertArrayEquals(
          expected.getUpdater().getStateViewArray().toFloatVector(),
          found.getUpdater().getStateViewArray().toFloatVector(),
          1e-9f,
          "moments");
    }
  }

  /** Words that are read now and then, and one that is never read. */
  @Test
  void whatIsPutOffIsTheSameToTheBit() {
    Adam adam = new Adam(RATE);
    int words = 40;
    int width = 5;
    INDArray[] expected = arrays(words * width + 30);
    INDArray[] found = arrays(words * width + 30);
    AdamStep every = new AdamStep(adam, expected[0], expected[1], expected[2], 0, 0);
    AdamStep late = new AdamStep(adam, found[0], found[1], found[2], words, width);
    Random random = new Random(2);
    for (int update = 0; update < 300; update++) {
      int[] ids = new int[6];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (int) Math.pow(words - 1, random.nextDouble()); // some of them again and again
      }
      late.read(ids);
      if (update % 50 == 7) {
        late.read(ids); // after a gradient that was not used
      }
      for (int id : ids) {
        assertEquals(vector(expected[0], id, width), vector(found[0], id, width), "read " + id);
      }
      expected[1].assign(0); // what nobody reads stays in the other
      for (int i = 0; i < words * width + 30; i++) {
        int id = i / width;
        if (id >= words || Arrays.stream(ids).anyMatch(each -> each == id)) {
          float value = (float) random.nextGaussian();
          expected[1].putScalar(i, value);
          found[1].putScalar(i, value);
        }
      }
      assertEquals(every.norm(), late.norm(), 1e-6 * every.norm());
      double rate = RATE / (1 + update % 9);
      every.apply(0.5, rate, update);
      late.apply(0.5, rate, update);
      if (update % 100 == 99) {
        late.settle();
        assertArrayEquals(expected[0].toFloatVector(), found[0].toFloatVector(), "weights");
        assertArrayEquals(expected[2].toFloatVector(), found[2].toFloatVector(), "moments");
      }
    }
  }

  /** Weights, gradient, moments. */
  private static INDArray[] arrays(int size) {
    return new INDArray[] {
      Nd4j.ones(1, size), Nd4j.zeros(1, size), Nd4j.zeros(1, 2L * size),
    };
  }

  private static List<Float> vector(INDArray weights, int id, int width) {
    return IntStream.range(id * width, (id + 1) * width).mapToObj(weights::getFloat).toList();
  }

  private static void updateByDeeplearning4j(MultiLayerNetwork network, int update, double factor) {
    INDArray flat = network.getFlattenedGradients();
    Gradient gradient = new DefaultGradient(flat);
    long from = 0;
    for (Map.Entry<String, INDArray> weights : network.paramTable().entrySet()) {
      long length = weights.getValue().length();
      gradient
          .gradientForVariable()
          .put(weights.getKey(), flat.get(interval(0, 1), interval(from, from + length)));
      from += length;
    }
    network.getUpdater().update(network, gradient, update, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    network.params().reshape(flat.shape()).subi(flat.muli(factor));
  }

  @Test
  void arraysThatDoNotBelongTogetherAreRefused() {
    INDArray three = Nd4j.ones(1, 3);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdamStep(new Adam(RATE), three, three, three, 0, 0));
    INDArray six = Nd4j.ones(1, 6);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdamStep(new Adam(RATE), three, three, six, 2, 2));
  }
}
