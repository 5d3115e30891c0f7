package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

/** That it computes what the network computes is tested in {@code NetworkLanguageModelTest}. */
class WordStepperTest {
  private static final int WORDS = 30;

  @ParameterizedTest
  @EnumSource
  void aStepperOfTheSavedConfigurationIsTheSameToTheBit(CellType cell) throws Exception {
    for (int bottleneck : new int[] {0, 3}) {
      WordNetwork network = network(cell, bottleneck);
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
    WordStepper stepper = network(CellType.GRU, 0).stepper();
    double sum = 0;
    for (float log : stepper.logProbabilities(stepper.step(stepper.zero(), 2))) {
      sum += Math.exp(log);
    }
    assertEquals(1, sum, 1e-4);
  }

  @Test
  void weightsOfAnotherShapeAreRefused() throws Exception {
    WordNetwork network = network(CellType.LSTM, 0);
    NetworkShape shape = NetworkShape.of(configuration(network));
    FloatBuffer parameters = parameters(network);
    assertEquals(parameters.remaining(), shape.parameters());
    FloatBuffer fewer = parameters.duplicate().limit(parameters.limit() - 1);
    assertThrows(IllegalArgumentException.class, () -> new WordStepper(shape, fewer));
  }

  private static JsonNode configuration(WordNetwork network) throws JsonProcessingException {
    return new JsonMapper().readTree(network.network().getLayerWiseConfigurations().toJson());
  }

  private static FloatBuffer parameters(WordNetwork network) {
    return FloatBuffer.wrap(network.network().params().toFloatVector());
  }

  private static WordNetwork network(CellType cell, int bottleneck) {
    return WordNetwork.create(
        new NetworkSettings(cell, WORDS, 6, 9, 2, bottleneck, 0, Initialisation.UNIFORM, 1, 11),
        new Sgd(0.1));
  }
}
