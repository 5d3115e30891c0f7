package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.batches.IdsFile;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import dev.nextword.network.WordStepper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;

class PerplexityTest {
  @TempDir Path temp;

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
