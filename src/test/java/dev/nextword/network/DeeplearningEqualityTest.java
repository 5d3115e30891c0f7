package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LayerNorm;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Our layers against Deeplearning4j's own on the same weights: outputs and gradients, to 1e-6. */
class DeeplearningEqualityTest {
  private static final int WORDS = 9;
  private static final int EMBEDDING = Networks.EMBEDDING;
  private static final int HIDDEN = Networks.HIDDEN;
  private static final int BATCH = 3;
  private static final int TIME = 6;

  /**
   * Our gates i, f, g, o in the order in which Deeplearning4j's LSTM has them: g ("block input"),
   * f, o, i.
   */
  private static final int[] LSTM_BLOCKS = {2, 1, 3, 0};

  @Test
  void rnnEqualsSimpleRnn() {
    compare(CellType.RNN, new SimpleRnn.Builder().activation(Activation.TANH), new int[] {0});
  }

  @Test
  void rectifiedRnnEqualsSimpleRnn() {
    compare(CellType.RELU_RNN, new SimpleRnn.Builder().activation(Activation.RELU), new int[] {0});
  }

  @Test
  void sigmoidRnnEqualsSimpleRnn() {
    compare(
        CellType.SIGMOID_RNN,
        new SimpleRnn.Builder().activation(Activation.SIGMOID),
        new int[] {0});
  }

  /**
   * Against ND4J's own operation, step by step. {@code SimpleRnn} with {@code hasLayerNorm}, which
   * would do the same, fails in Deeplearning4j 1.0.0-M2.1 where it cuts its vector of gains.
   */
  @Test
  void layerNormalisedRnnEqualsNd4jsLayerNorm() {
    MultiLayerNetwork network =
        Networks.create(Networks.settings(CellType.LAYER_NORM_RNN, WORDS, 1, 0));
    RecurrentLayer ours = Networks.recurrent(network, 1);
    ours.getParam("W").muli(300); // ND4J adds nothing to the variance
    ours.getParam("RW").muli(300);
    ours.getParam("b").assign(0);
    Nd4j.getRandom().setSeed(5);
    INDArray x = Nd4j.randn(DataType.DOUBLE, BATCH, EMBEDDING, TIME);
    ours.setInput(x, LayerWorkspaceMgr.noWorkspaces());
    INDArray states = ours.activate(true, LayerWorkspaceMgr.noWorkspaces());
    INDArray gain = Nd4j.ones(DataType.DOUBLE, HIDDEN);
    INDArray h = Nd4j.zeros(DataType.DOUBLE, BATCH, HIDDEN);
    for (int t = 0; t < TIME; t++) {
      INDArray of = x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
      INDArray sum = layerNorm(of.mmul(ours.getParam("W").transpose()), gain);
      if (t > 0) { // there it is zero throughout, which ND4J divides by its deviation of zero
        sum.addi(layerNorm(h.mmul(ours.getParam("RW").transpose()), gain));
      }
      h = Transforms.tanh(sum);
      INDArray state =
          states.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
      assertEquals(0, h.sub(state).amaxNumber().doubleValue(), 1e-4, "step " + t);
    }
  }

  private static INDArray layerNorm(INDArray of, INDArray gain) {
    INDArray result = of.ulike();
    Nd4j.getExecutioner().exec(new LayerNorm(of.dup(), gain, result, true, 1));
    return result;
  }

  @Test
  void lstmEqualsLstm() {
    compare(
        CellType.LSTM,
        new LSTM.Builder().activation(Activation.TANH).gateActivationFunction(Activation.SIGMOID),
        LSTM_BLOCKS);
  }

  /** One-hot words through a dense matrix on their side, ids through an embedding on ours. */
  private static void compare(
      CellType cell,
      org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer.Builder<?> theirLayer,
      int[] blocks) {
    MultiLayerNetwork ours = Networks.create(Networks.settings(cell, WORDS, 1, 0));
    MultiLayerNetwork theirs =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .miniBatch(false)
                .list()
                .layer(theirLayer.nIn(EMBEDDING).nOut(HIDDEN).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(HIDDEN)
                        .nOut(WORDS)
                        .build())
                .build());
    theirs.init();
    for (int block = 0; block < blocks.length; block++) {
      copy(
          ours.getLayer(1).getParam("W"),
          blocks[block],
          EMBEDDING,
          theirs.getLayer(0).getParam("W"),
          block);
      copy(
          ours.getLayer(1).getParam("RW"),
          blocks[block],
          HIDDEN,
          theirs.getLayer(0).getParam("RW"),
          block);
      copy(
          ours.getLayer(1).getParam("b"),
          blocks[block],
          1,
          theirs.getLayer(0).getParam("b"),
          block);
    }
    theirs.getLayer(1).getParam("W").assign(ours.getLayer(2).getParam("W"));
    theirs.getLayer(1).getParam("b").assign(ours.getLayer(2).getParam("b").transpose());

    Random random = new Random(3);
    INDArray ids = Networks.ids(random, WORDS, BATCH, TIME);
    INDArray labels = Networks.ids(random, WORDS, BATCH, TIME);
    INDArray vectors = Nd4j.create(DataType.DOUBLE, BATCH, EMBEDDING, TIME);
    INDArray oneHot = Nd4j.create(DataType.DOUBLE, BATCH, WORDS, TIME);
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < TIME; t++) {
        INDArray vector = ours.getLayer(0).getParam("W").getColumn(ids.getInt(b, 0, t));
        vectors
            .get(NDArrayIndex.point(b), NDArrayIndex.all(), NDArrayIndex.point(t))
            .assign(vector);
        oneHot.putScalar(b, labels.getInt(b, 0, t), t, 1);
      }
    }

    assertClose(theirs.output(vectors), ours.output(ids), "probabilities");

    ours.setInput(ids);
    ours.setLabels(labels);
    ours.computeGradientAndScore();
    theirs.setInput(vectors);
    theirs.setLabels(oneHot);
    theirs.computeGradientAndScore();
    // without division by the batch size theirs is the sum over all labels, ours is the mean
    double labelled = BATCH * TIME;
    assertEquals(theirs.score() / labelled, ours.score(), 1e-9);
    for (int block = 0; block < blocks.length; block++) {
      for (String name : new String[] {"W", "RW", "b"}) {
        int columns = name.equals("W") ? EMBEDDING : name.equals("RW") ? HIDDEN : 1;
        INDArray our =
            gate(ours.gradient().gradientForVariable().get("1_" + name), blocks[block], columns);
        INDArray their = block(theirs.gradient().gradientForVariable().get("0_" + name), block);
        INDArray transposed = name.equals("b") ? their.reshape(HIDDEN, 1) : their.transpose();
        assertClose(transposed.div(labelled), our, "gradient of " + name + ", block " + block);
      }
    }
    assertClose(
        theirs.gradient().gradientForVariable().get("1_W").div(labelled),
        ours.gradient().gradientForVariable().get("2_W"),
        "gradient of the output");
  }

  /** Columns of one gate in our matrices. */
  private static INDArray gate(INDArray matrix, int gate, int columns) {
    return matrix.get(
        NDArrayIndex.all(), NDArrayIndex.interval(gate * columns, (gate + 1) * columns));
  }

  /** Columns of one gate in theirs, which are transposed. */
  private static INDArray block(INDArray matrix, int block) {
    return matrix.get(
        NDArrayIndex.all(), NDArrayIndex.interval(block * HIDDEN, (block + 1) * HIDDEN));
  }

  private static void copy(INDArray ours, int gate, int columns, INDArray theirs, int block) {
    block(theirs, block).assign(gate(ours, gate, columns).transpose());
  }

  /**
   * The variants agree where the reset gate is 1: its bias is set so high that it is, to double
   * precision.
   */
  @Test
  void gruEqualsNd4jWhereTheResetGateIsOpen() {
    MultiLayerNetwork ours = Networks.create(Networks.settings(CellType.GRU, WORDS, 1, 0));
    INDArray bias = ours.getLayer(1).getParam("b"); // [hidden, r z n m]
    bias.getColumn(0).assign(60);
    INDArray w = ours.getLayer(1).getParam("W");
    INDArray r = ours.getLayer(1).getParam("RW");

    INDArray x = Nd4j.randn(DataType.DOUBLE, TIME, BATCH, EMBEDDING);
    INDArray h0 = Nd4j.randn(DataType.DOUBLE, BATCH, HIDDEN);
    INDArray wx = Nd4j.create(DataType.DOUBLE, EMBEDDING, 3 * HIDDEN);
    INDArray wh = Nd4j.create(DataType.DOUBLE, HIDDEN, 3 * HIDDEN);
    INDArray b = Nd4j.create(DataType.DOUBLE, 3 * HIDDEN);
    for (int gate = 0; gate < 3; gate++) {
      block(wx, gate).assign(gate(w, gate, EMBEDDING).transpose());
      block(wh, gate).assign(gate(r, gate, HIDDEN).transpose());
      INDArray sum = bias.getColumn(gate).dup();
      if (gate == 2) {
        sum.addi(bias.getColumn(3)); // with r = 1 the two biases of the candidate are one
      }
      b.get(NDArrayIndex.interval(gate * HIDDEN, (gate + 1) * HIDDEN)).assign(sum);
    }
    INDArray theirs =
        Nd4j.exec(DynamicCustomOp.builder("gru").addInputs(x, h0, wx, wh, b).build())[
            0]; // [time, batch, hidden]

    RecurrentLayer layer = Networks.recurrent(ours, 1);
    layer.rnnSetPreviousState(java.util.Map.of("h", h0));
    INDArray out =
        layer.rnnTimeStep(
            x.permute(1, 2, 0), org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
    assertClose(theirs.permute(1, 2, 0), out, "hidden states");
  }

  /** One step with one hidden unit and one input, worked out with a calculator's operations. */
  @Test
  void gruStepByHand() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NetworkSettings(CellType.GRU, 2, 1, 1, 1, 0, 0, Initialisation.UNIFORM, 1, 1)
                .configuration(new Sgd(1), DataType.DOUBLE));
    network.init();
    network
        .getLayer(1)
        .getParam("W")
        .assign(Nd4j.createFromArray(new double[][] {{0.5, -0.3, 0.8}}));
    network
        .getLayer(1)
        .getParam("RW")
        .assign(Nd4j.createFromArray(new double[][] {{0.1, 0.4, -0.6}}));
    network
        .getLayer(1)
        .getParam("b")
        .assign(Nd4j.createFromArray(new double[][] {{0.2, 0.1, -0.1, 0.3}}));
    double x = 2;
    double h = 0.7;
    double r = 1 / (1 + Math.exp(-(0.5 * x + 0.1 * h + 0.2)));
    double z = 1 / (1 + Math.exp(-(-0.3 * x + 0.4 * h + 0.1)));
    double n = Math.tanh(0.8 * x - 0.1 + r * (-0.6 * h + 0.3));
    double expected = (1 - z) * n + z * h;

    RecurrentLayer layer = Networks.recurrent(network, 1);
    layer.rnnSetPreviousState(java.util.Map.of("h", Nd4j.createFromArray(new double[][] {{h}})));
    INDArray out =
        layer.rnnTimeStep(
            Nd4j.createFromArray(new double[][][] {{{x}}}),
            org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
    assertEquals(expected, out.getDouble(0), 1e-12);
  }

  private static void assertClose(INDArray expected, INDArray actual, String what) {
    assertEquals(
        java.util.Arrays.toString(expected.shape()),
        java.util.Arrays.toString(actual.shape()),
        what);
    double difference = expected.sub(actual).normmaxNumber().doubleValue();
    assertTrue(difference < 1e-6, what + " differ by " + difference);
    assertTrue(expected.norm2Number().doubleValue() > 1e-3, what + ": nothing to compare");
  }
}
