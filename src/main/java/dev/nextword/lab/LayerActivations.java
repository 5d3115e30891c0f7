package dev.nextword.lab;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a layer's units put out for all examples; arrays by layer, the output last.
 *
 * @param dead share of units that are 0 for every example: a ReLU that gets no gradient any more
 * @param saturated share of activations on the flat part of a sigmoid or tanh
 */
record LayerActivations(double[] mean, double[] deviation, double[] dead, double[] saturated) {
  static LayerActivations of(
      Map<String, INDArray> forward, ComputationGraph network, Activation activation) {
    int hidden = 0;
    while (network.getVertex("tap" + (hidden + 1)) != null) {
      hidden++;
    }
    LayerActivations all =
        new LayerActivations(
            new double[hidden + 1],
            new double[hidden + 1],
            new double[hidden + 1],
            new double[hidden + 1]);
    for (int i = 0; i < hidden; i++) {
      all.read(i, Numbers.rows(forward.get(DepthGraph.active(network, i + 1))), activation);
    }
    all.read(hidden, Numbers.rows(forward.get("output")), Activation.PRELU); // neither of both
    return all;
  }

  private void read(int layer, double[][] values, Activation activation) {
    int units = values[0].length;
    double sum = 0;
    double squares = 0;
    int flat = 0;
    boolean[] alive = new boolean[units];
    for (double[] example : values) {
      for (int unit = 0; unit < units; unit++) {
        double value = example[unit];
        sum += value;
        squares += value * value;
        flat += activation.isSaturated(value) ? 1 : 0;
        alive[unit] |= value != 0;
      }
    }
    double count = (double) values.length * units;
    mean[layer] = sum / count;
    deviation[layer] = Math.sqrt(Math.max(0, squares / count - mean[layer] * mean[layer]));
    saturated[layer] = flat / count;
    if (activation == Activation.RELU) {
      int zero = 0;
      for (boolean one : alive) {
        zero += one ? 0 : 1;
      }
      dead[layer] = (double) zero / units;
    }
  }
}
