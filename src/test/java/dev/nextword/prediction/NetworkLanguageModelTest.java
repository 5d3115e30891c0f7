package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.network.WordNetwork;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** One word at a time, in plain Java, gives what the network gives for whole windows. */
class NetworkLanguageModelTest {
  private static final int WORDS = 50;

  @ParameterizedTest
  @EnumSource
  void oneWordAtATimeEqualsTheWholeWindow(CellType cell) {
    // the residual cell's state has no bound, and rounding in single precision grows with it
    double tolerance = cell == CellType.RESIDUAL_RNN ? 1e-3 : 1e-4;
    for (WordNetwork network :
        List.of(
            network(cell, 0, SoftmaxKind.FULL),
            network(cell, 5, SoftmaxKind.FULL),
            network(cell, 0, SoftmaxKind.ADAPTIVE))) {
      NetworkLanguageModel model =
          new NetworkLanguageModel("model", vocabulary(WORDS), network.stepper());
      int[] ids = new Random(3).ints(12, 0, WORDS).toArray();
      ids[0] = Vocabulary.END_OF_SENTENCE;
      float[] window = new float[ids.length];
      for (int t = 0; t < ids.length; t++) {
        window[t] = ids[t];
      }
      INDArray probabilities = // [1, words, time]
          network.network().output(Nd4j.createFromArray(window).reshape(1, 1, ids.length));

      LanguageModel.State state = model.start();
      for (int t = 0; t < ids.length; t++) {
        if (t > 0) {
          state = model.advance(state, ids[t]);
        }
        float[] step = model.logProbabilities(state);
        for (int word = 0; word < WORDS; word++) {
          assertEquals(
              Math.log(probabilities.getDouble(0, word, t)),
              step[word],
              tolerance,
              cell + ", word " + word + " after " + t);
        }
      }
    }
  }

  @Test
  void readingOnLeavesAStateAsItWas() {
    NetworkLanguageModel model =
        new NetworkLanguageModel(
            "lstm", vocabulary(WORDS), network(CellType.LSTM, 0, SoftmaxKind.FULL).stepper());
    LanguageModel.State state = model.advance(model.start(), 7);
    float[] before = model.logProbabilities(state);
    model.advance(model.advance(state, 9), 11);
    assertArrayEquals(before, model.logProbabilities(state));
  }

  @Test
  void aVocabularyOfAnotherSizeIsRefused() {
    WordNetwork network = network(CellType.GRU, 0, SoftmaxKind.FULL);
    assertThrows(
        IllegalArgumentException.class,
        () -> new NetworkLanguageModel("gru", vocabulary(WORDS + 1), network.stepper()));
  }

  private static WordNetwork network(CellType cell, int bottleneck, SoftmaxKind softmax) {
    return WordNetwork.create(
        new NetworkSettings(
            cell, WORDS, 6, 8, 2, bottleneck, 0.3, Initialisation.UNIFORM, 1, 11, softmax),
        new Sgd(0.1));
  }

  private static Vocabulary vocabulary(int words) {
    List<String> list = new ArrayList<>(Vocabulary.SPECIAL);
    while (list.size() < words) {
      list.add("w" + list.size());
    }
    return new Vocabulary(list);
  }
}
