package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.IdsFile;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientByLagTest {
  @TempDir Path folder;

  @Test
  void fallsWithTheLagWhereWeightsAreSmallAndLeavesTheNetworkAlone() {
    TrainingSettings settings = ToyTraining.settings(CellType.RNN).dropout(0.3).build();
    IdsFile text = ToyTraining.text(folder.resolve("text.ids"), 60, 1);
    WordNetwork network =
        WordNetwork.create(settings.network(ToyTraining.WORDS), settings.updater());
    INDArray weights = network.network().params();
    weights.muli(0.5);
    INDArray before = weights.dup();
    GradientByLag probe = new GradientByLag(settings, ToyTraining.WORDS, text);
    List<Double> byLag = probe.of(network);
    assertTrue(byLag.size() > 10, "as long as the longest sentences: " + byLag.size());
    assertTrue(byLag.get(0) > 0);
    assertTrue(byLag.get(8) < byLag.get(0) / 10, byLag.toString());
    assertEquals(before, weights);
    assertEquals(byLag, probe.of(network), "the same network, the same figures");
  }
}
