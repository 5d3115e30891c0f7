package dev.nextword.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The network of a {@link DepthLab}, of Deeplearning4j's layers alone. A hidden layer is
 *
 * <pre>
 *   dense1 -> [normal1] -> [active1] -> [sum1, with what dense1 has read] -> tap1
 * </pre>
 *
 * <p>Layer normalisation and plain activations are part of {@code dense1} itself.
 */
final class DepthGraph {
  /** He et al. 2015, section 2.1. */
  private static final double PRELU_START = 0.25;

  private DepthGraph() {}

  /** Built, with its first weights. */
  static ComputationGraph create(DepthSettings settings, int inputs, int classes) {
    Nd4j.getRandom().setSeed(settings.seed());
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .dataType(DataType.DOUBLE)
            .updater(settings.optimiser().updater(settings.learningRate()))
            .weightInit(new WeightInitXavier())
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs("input");
    String below = "input";
    for (int layer = 1; layer <= settings.layers(); layer++) {
      below = addHidden(graph, settings, layer, layer == 1 ? inputs : settings.width(), below);
    }
    graph.addLayer(
        "output",
        new OutputLayer.Builder(LossFunction.MCXENT)
            .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
            .nIn(settings.width())
            .nOut(classes)
            .build(),
        below);
    ComputationGraph network = new ComputationGraph(graph.setOutputs("output").build());
    network.init();
    network.initGradientsView(); // where the views of its matrices lie from the first pass on
    for (String dense : weighted(settings)) {
      if (!dense.equals("output")) { // which starts as Xavier has it, whatever is looked at
        settings.initialisation().fill(weights(network, dense));
      }
    }
    return network;
  }

  private static String addHidden(
      GraphBuilder graph, DepthSettings settings, int layer, int inputs, String below) {
    boolean apart =
        settings.normalisation() == Normalisation.BATCH
            || settings.activation() == Activation.PRELU;
    org.nd4j.linalg.activations.Activation function = settings.activation().function();
    int width = settings.width();
    String top = "dense" + layer;
    graph.addLayer(
        top,
        new DenseLayer.Builder()
            .nIn(inputs)
            .nOut(width)
            .hasLayerNorm(settings.normalisation() == Normalisation.LAYER)
            .activation(apart ? org.nd4j.linalg.activations.Activation.IDENTITY : function)
            .build(),
        below);
    if (settings.normalisation() == Normalisation.BATCH) {
      graph.addLayer(
          "normal" + layer,
          new BatchNormalization.Builder().useLogStd(false).nIn(width).nOut(width).build(),
          top);
      top = "normal" + layer;
    }
    if (settings.activation() == Activation.PRELU) {
      PReLULayer.Builder rectifier =
          new PReLULayer.Builder()
              .inputShape(width)
              .weightInit(new WeightInitConstant(PRELU_START));
      graph.addLayer("active" + layer, rectifier.nIn(width).nOut(width).build(), top);
      top = "active" + layer;
    } else if (apart) {
      graph.addLayer("active" + layer, new ActivationLayer(function), top);
      top = "active" + layer;
    }
    if (settings.residual() && layer > 1) {
      graph.addVertex("sum" + layer, new ElementWiseVertex(ElementWiseVertex.Op.Add), top, below);
      top = "sum" + layer;
    }
    graph.addVertex("tap" + layer, new GradientTap(), top);
    return "tap" + layer;
  }

  /** Names of the layers with weights, in order. */
  static List<String> weighted(DepthSettings settings) {
    List<String> names = new ArrayList<>();
    for (int layer = 1; layer <= settings.layers(); layer++) {
      names.add("dense" + layer);
    }
    names.add("output");
    return names;
  }

  /** Where a hidden layer's activations come out, before anything is added. */
  static String active(ComputationGraph network, int layer) {
    return network.getVertex("active" + layer) != null ? "active" + layer : "dense" + layer;
  }

  /**
   * What every layer and tap puts out. As in training: batch normalisation takes the statistics of
   * the examples it is given.
   */
  static Map<String, INDArray> forward(ComputationGraph network, INDArray inputs) {
    return network.feedForward(new INDArray[] {inputs}, true, false);
  }

  /** W of a layer, {@code [inputs, outputs]}. */
  static INDArray weights(ComputationGraph network, String layer) {
    return network.getLayer(layer).getParam("W");
  }

  /** Parameters of a layer, with those of its normalisation and activation. */
  static long parameters(ComputationGraph network, int layer) {
    long sum = 0;
    for (String part : List.of("dense", "normal", "active")) {
      if (network.getVertex(part + layer) != null) {
        sum += network.getLayer(part + layer).numParams();
      }
    }
    return sum;
  }
}
