package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

/** That it computes what the network computes is tested in {@code NetworkLanguageModelTest}. */
class WordStepperTest {
  private static final int WORDS = 40;

  @ParameterizedTest
  @EnumSource
  void aStepperOfTheSavedConfigurationIsTheSameToTheBit(CellType cell) throws Exception {
    for (WordNetwork network :
        List.of(
            network(cell, 0, SoftmaxKind.FULL),
            network(cell, 3, SoftmaxKind.FULL),
            network(cell, 3, SoftmaxKind.ADAPTIVE))) {
      WordStepper expected = network.stepper();
      WordStepper read =
          new WordStepper(NetworkShape.of(configuration(network)), parameters(network));
      WordStepper.State one = expected.zero();
      WordStepper.State other = read.zero();
      for (int id : new int[] {2, 7, 5, 9, 29}) {
        one = expected.step(one, id);
        other = read.step(other, id);
      }
      assertTrue(Arrays.deepEquals(one.vectors(), other.vectors()));
      assertArrayEquals(expected.logProbabilities(one), read.logProbabilities(other));
    }
  }

  @Test
  void probabilitiesAddUpToOne() {
    for (SoftmaxKind softmax : SoftmaxKind.values()) {
      WordStepper stepper = network(CellType.GRU, 0, softmax).stepper();
      double sum = 0;
      for (float log : stepper.logProbabilities(stepper.step(stepper.zero(), 2))) {
        sum += Math.exp(log);
      }
      assertEquals(1, sum, 1e-4);
    }
  }

  @Test
  void weightsOfAnotherShapeAreRefused() throws Exception {
    WordNetwork network = network(CellType.LSTM, 0, SoftmaxKind.ADAPTIVE);
    NetworkShape shape = NetworkShape.of(configuration(network));
    FloatBuffer parameters = parameters(network);
    assertEquals(parameters.remaining(), shape.parameters());
    FloatBuffer fewer = parameters.duplicate().limit(parameters.limit() - 1);
    assertThrows(IllegalArgumentException.class, () -> new WordStepper(shape, fewer));
  }

  /** As files have it that were written before there was another softmax. */
  @Test
  void aConfigurationWithoutCutoffsIsOfTheFullSoftmax() throws Exception {
    WordNetwork network = network(CellType.GRU, 0, SoftmaxKind.FULL);
    JsonNode configuration = configuration(network);
    ObjectNode softmax = (ObjectNode) configuration.path("confs").get(3).path("layer");
    assertTrue(softmax.remove("cutoffs").isEmpty());
    assertEquals(Clusters.none(WORDS), NetworkShape.of(configuration).clusters());
    assertEquals(
        network.network().getLayerWiseConfigurations(),
        MultiLayerConfiguration.fromJson(configuration.toString()));
  }

  private static JsonNode configuration(WordNetwork network) throws JsonProcessingException {
    return new JsonMapper().readTree(network.network().getLayerWiseConfigurations().toJson());
  }

  private static FloatBuffer parameters(WordNetwork network) {
    return FloatBuffer.wrap(network.network().params().toFloatVector());
  }

  private static WordNetwork network(CellType cell, int bottleneck, SoftmaxKind softmax) {
    return WordNetwork.create(
        new NetworkSettings(
            cell, WORDS, 6, 9, 2, bottleneck, 0, Initialisation.UNIFORM, 1, 11, softmax),
        new Sgd(0.1));
  }
}
