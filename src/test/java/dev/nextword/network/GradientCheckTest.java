package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every parameter's gradient against central differences, in double precision. */
class GradientCheckTest {
  private static final double STEP = 1e-5;
  private static final int WORDS = 6;

  record Case(
      CellType cell,
      int layers,
      int bottleneck,
      int batch,
      int time,
      boolean carried,
      boolean restarts,
      boolean masked) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      cases.add(new Case(cell, 1, 0, 3, 6, false, false, false));
      cases.add(new Case(cell, 1, 0, 3, 1, false, false, false));
      cases.add(new Case(cell, 1, 0, 1, 6, false, false, false));
      cases.add(new Case(cell, 1, 0, 1, 1, true, false, false));
      cases.add(new Case(cell, 1, 3, 2, 4, false, false, false));
      cases.add(new Case(cell, 2, 3, 2, 5, true, false, true));
      cases.add(new Case(cell, 2, 0, 3, 7, true, true, true));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualFiniteDifferences(Case c) {
    MultiLayerNetwork network =
        Networks.create(Networks.settings(c.cell, WORDS, c.layers, c.bottleneck));
    Random random = new Random(5);
    INDArray ids = Networks.ids(random, WORDS, c.batch, c.time);
    INDArray labels = Networks.ids(random, WORDS, c.batch, c.time);
    INDArray weights = null;
    if (c.masked) {
      labels.putScalar(0, -1); // padding
      weights = Nd4j.rand(DataType.DOUBLE, c.batch, c.time).addi(0.5);
    }
    boolean[][] restarts = new boolean[c.time][c.batch];
    if (c.restarts) {
      restarts[0][1] = true;
      restarts[3][0] = true;
      restarts[3][2] = true;
      restarts[c.time - 1][1] = true;
    }
    List<Map<String, INDArray>> carried = new ArrayList<>();
    for (int layer = 1; layer <= c.layers; layer++) {
      RecurrentLayer recurrent = Networks.recurrent(network, layer);
      recurrent.restartAt(restarts);
      INDArray h = Nd4j.randn(DataType.DOUBLE, c.batch, Networks.HIDDEN).muli(0.5);
      INDArray cell = Nd4j.randn(DataType.DOUBLE, c.batch, Networks.HIDDEN).muli(0.5);
      carried.add(
          !c.carried
              ? Map.of()
              : c.cell == CellType.LSTM ? Map.of("h", h, "c", cell) : Map.of("h", h));
    }

    loss(network, ids, labels, weights, carried);
    INDArray analytic = network.getFlattenedGradients().dup();
    INDArray parameters = network.params();
    double largest = 0;
    for (long i = 0; i < parameters.length(); i++) {
      double at = parameters.getDouble(i);
      parameters.putScalar(i, at + STEP);
      double above = loss(network, ids, labels, weights, carried);
      parameters.putScalar(i, at - STEP);
      double below = loss(network, ids, labels, weights, carried);
      parameters.putScalar(i, at);
      double numeric = (above - below) / (2 * STEP);
      double size = Math.max(Math.abs(numeric), Math.abs(analytic.getDouble(i)));
      assertEquals(
          numeric, analytic.getDouble(i), 1e-8 + 1e-5 * size, "parameter " + i + " of " + c);
      largest = Math.max(largest, size);
    }
    assertTrue(largest > 0.01, "a check of gradients that are all nothing");
  }

  private static double loss(
      MultiLayerNetwork network,
      INDArray ids,
      INDArray labels,
      INDArray weights,
      List<Map<String, INDArray>> carried) {
    for (int layer = 0; layer < carried.size(); layer++) {
      Networks.recurrent(network, layer + 1).rnnSetTBPTTState(carried.get(layer));
    }
    network.setInput(ids);
    network.setLabels(labels);
    network.setLayerMaskArrays(null, weights);
    network.computeGradientAndScore();
    return network.score();
  }
}
