package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.batches.IdsFile;
import dev.nextword.batches.TestDocuments;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.network.WordNetwork;
import dev.nextword.network.WordStepper;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

class PerplexityTest {
  @TempDir Path temp;

  /** Whatever the cell and however deep: what is not learned yet is no better than a guess. */
  @ParameterizedTest
  @EnumSource(names = {"RNN", "GRU", "LSTM"})
  void anUntrainedNetworkIsUndecidedBetweenAllWords(CellType cell) {
    int words = 1_000;
    int[] ids = new Random(1).ints(500, 0, words).toArray();
    IdsFile text = TestDocuments.write(temp.resolve("text"), List.of(ids));
    Initialisation start =
        cell == CellType.RNN ? Initialisation.ORTHOGONAL : Initialisation.UNIFORM;
    for (boolean tied : List.of(false, true)) {
      NetworkSettings settings =
          new NetworkSettings(cell, words, 32, 32, 2, 0, 0.3, start, 1, 1, SoftmaxKind.FULL, tied);
      double loss = Perplexity.meanLoss(WordNetwork.create(settings, new Sgd(1)), text, 1, 50);
      assertEquals(Math.log(words), loss, 0.05, "tied: " + tied);
    }
  }

  /** Whatever the windows, it is what one finds who reads one document after the other. */
  @Test
  void theLossIsThatOfReadingDocumentByDocument() {
    IdsFile text = ToyTraining.text(temp.resolve("text"), 7, 3);
    TrainingSettings settings = ToyTraining.settings(CellType.LSTM).layers(2).build();
    WordNetwork network = WordNetwork.create(settings.network(ToyTraining.WORDS), new Sgd(1));
    WordStepper stepper = network.stepper();
    double sum = 0;
    for (int document = 0; document < text.documents(); document++) {
      WordStepper.State state = stepper.zero();
      int[] ids = text.ids(document);
      for (int i = 1; i < ids.length; i++) {
        state = stepper.step(state, ids[i - 1]);
        sum -= stepper.logProbabilities(state)[ids[i]];
      }
    }
    double expected = sum / text.labels();
    for (int[] shape : new int[][] {{1, 3}, {3, 6}, {9, 1}, {2, 100}}) {
      double found = Perplexity.meanLoss(network, text, shape[0], shape[1]);
      assertEquals(expected, found, 1e-5, shape[0] + " lanes of " + shape[1]);
    }
  }
}
