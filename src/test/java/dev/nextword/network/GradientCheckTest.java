package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every parameter's gradient against central differences, in double precision. */
class GradientCheckTest {
  private static final double STEP = 1e-5;
  private static final int WORDS = 5;
  private static final int EMBEDDING = 3;
  private static final int HIDDEN = 2;
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  record Case(
      CellType cell,
      int layers,
      int bottleneck,
      int batch,
      int time,
      boolean carried,
      boolean restarts,
      boolean masked,
      SoftmaxKind softmax) {
    Case(
        CellType cell,
        int layers,
        int bottleneck,
        int batch,
        int time,
        boolean carried,
        boolean restarts,
        boolean masked) {
      this(cell, layers, bottleneck, batch, time, carried, restarts, masked, SoftmaxKind.FULL);
    }

    int words() {
      return softmax == SoftmaxKind.ADAPTIVE ? 40 : WORDS;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      cases.add(new Case(cell, 1, 0, 3, 1, false, false, false));
      cases.add(new Case(cell, 1, 0, 1, 3, false, false, false));
      cases.add(new Case(cell, 1, 3, 1, 1, true, false, false));
      cases.add(new Case(cell, 2, 4, 3, 4, true, true, true));
    }
    SoftmaxKind adaptive = SoftmaxKind.ADAPTIVE;
    cases.add(new Case(CellType.GRU, 1, 0, 1, 1, false, false, false, adaptive));
    cases.add(new Case(CellType.RNN, 1, 3, 3, 4, false, false, true, adaptive));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualFiniteDifferences(Case c) {
    MultiLayerNetwork network =
        Networks.create(
            new NetworkSettings(
                c.cell,
                c.words(),
                EMBEDDING,
                HIDDEN,
                c.layers,
                c.bottleneck,
                0,
                Initialisation.UNIFORM,
                1,
                7,
                c.softmax));
    Random random = new Random(5);
    INDArray ids = Networks.ids(random, c.words(), c.batch, c.time);
    INDArray labels = Networks.ids(random, c.words(), c.batch, c.time);
    INDArray weights = null;
    if (c.masked) {
      labels.putScalar(0, -1); // padding
      weights = Nd4j.rand(DataType.DOUBLE, c.batch, c.time).addi(0.5);
    }
    boolean[][] restarts = new boolean[c.time][c.batch];
    if (c.restarts) {
      restarts[0][1] = true;
      restarts[2][0] = true;
      restarts[2][2] = true;
      restarts[c.time - 1][1] = true;
    }
    for (int layer = 1; layer <= c.layers; layer++) {
      RecurrentLayer recurrent = Networks.recurrent(network, layer);
      recurrent.restartAt(restarts);
      INDArray h = Nd4j.randn(DataType.DOUBLE, c.batch, HIDDEN).muli(0.5);
      INDArray cell = Nd4j.randn(DataType.DOUBLE, c.batch, HIDDEN).muli(0.5);
      Map<String, INDArray> carried =
          c.cell == CellType.LSTM ? Map.of("h", h, "c", cell) : Map.of("h", h);
      recurrent.rnnSetTBPTTState(c.carried ? carried : Map.of());
    }

    // first the loss alone: the pass with gradients carries the states on
    double loss = loss(network, 0, ids, labels, weights);
    List<INDArray> inputs = inputs(network, ids);
    List<Map<String, INDArray>> states = new ArrayList<>();
    for (int layer = 1; layer <= c.layers; layer++) {
      states.add(Networks.recurrent(network, layer).rnnGetTBPTTState());
    }
    network.setInput(ids);
    network.setLabels(labels);
    network.setLayerMaskArrays(null, weights);
    network.computeGradientAndScore();
    assertEquals(loss, network.score(), 1e-12, "one loss, whichever way");
    INDArray analytic = network.getFlattenedGradients().dup();
    for (int layer = 1; layer <= c.layers; layer++) {
      Networks.recurrent(network, layer).rnnSetTBPTTState(states.get(layer - 1));
    }

    INDArray parameters = network.params();
    double largest = 0;
    long i = 0;
    for (int layer = 0; layer < network.getnLayers(); layer++) {
      INDArray x = inputs.get(layer); // a parameter changes nothing below its layer
      for (long end = i + network.getLayer(layer).numParams(); i < end; i++) {
        double at = parameters.getDouble(i);
        parameters.putScalar(i, at + STEP);
        double above = loss(network, layer, x, labels, weights);
        parameters.putScalar(i, at - STEP);
        double below = loss(network, layer, x, labels, weights);
        parameters.putScalar(i, at);
        double numeric = (above - below) / (2 * STEP);
        double size = Math.max(Math.abs(numeric), Math.abs(analytic.getDouble(i)));
        assertEquals(
            numeric, analytic.getDouble(i), 1e-8 + 1e-5 * size, "parameter " + i + " of " + c);
        largest = Math.max(largest, size);
      }
    }
    assertEquals(parameters.length(), i);
    assertTrue(largest > 0.01, "a check of gradients that are all nothing");
  }

  /** What each layer is given. */
  private static List<INDArray> inputs(MultiLayerNetwork network, INDArray ids) {
    List<INDArray> inputs = new ArrayList<>(List.of(ids));
    for (int layer = 0; layer < network.getnLayers() - 1; layer++) {
      inputs.add(activate(network.getLayer(layer), inputs.get(layer)));
    }
    return inputs;
  }

  private static INDArray activate(Layer layer, INDArray x) {
    return layer instanceof RecurrentLayer recurrent
        ? recurrent.rnnActivateUsingStoredState(x, true, false, NO_WORKSPACES)
        : layer.activate(x, true, NO_WORKSPACES);
  }

  /** The loss from one layer upwards, forward only: a quarter of the work of a gradient. */
  private static double loss(
      MultiLayerNetwork network,
      int from,
      INDArray input,
      INDArray labels,
      @Nullable INDArray weights) {
    INDArray x = input;
    for (int layer = from; layer < network.getnLayers() - 1; layer++) {
      x = activate(network.getLayer(layer), x);
    }
    WordSoftmax softmax = (WordSoftmax) network.getOutputLayer();
    softmax.setInput(x, NO_WORKSPACES);
    softmax.setLabels(labels);
    softmax.setMaskArray(weights);
    return softmax.computeScore(0, true, NO_WORKSPACES);
  }
}
