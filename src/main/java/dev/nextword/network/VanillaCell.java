package dev.nextword.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The vanilla recurrent network (Elman, "Finding structure in time", 1990):
 *
 * <pre>
 *   h_t = f(W x_t + R h_t-1 + b)          f = tanh or max(0, .)
 * </pre>
 *
 * <p>On its way back each step multiplies the gradient by {@code R^T diag(f')}. With tanh f' is at
 * most 1 and mostly less, so the product of many steps vanishes unless R makes up for it, and then
 * it may explode (Bengio et al. 1994).
 */
final class VanillaCell extends Cell {
  private final boolean rectified;

  private VanillaCell(boolean rectified) {
    this.rectified = rectified;
  }

  static VanillaCell tanh() {
    return new VanillaCell(false);
  }

  static VanillaCell relu() {
    return new VanillaCell(true);
  }

  @Override
  int gates() {
    return 1;
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int memories() {
    return 0;
  }

  @Override
  void forward(Window w, int t) {
    INDArray h = w.state[0].at[t];
    h.assign(w.gate[0].at[t]);
    w.addRecurrent(0, t, h);
    if (rectified) {
      Transforms.relu(h, false);
    } else {
      Activations.tanh(h);
    }
  }

  @Override
  void factors(Window w) {
    INDArray h = w.state[0].all;
    INDArray derivative = w.gate[0].all;
    if (rectified) {
      derivative.assign(h.gt(0)); // f' = 1 where h > 0
    } else {
      h.muli(h, derivative).rsubi(1); // f' = 1 - h^2
    }
  }

  @Override
  void backward(Window w, int t) {
    INDArray da = w.input[0].at[t];
    w.gradient[0].muli(w.gate[0].at[t], da); // da = dh f'
    Nd4j.gemm(w.weights[0], da, w.gradient[0], true, false, 1, 0); // dh_t-1 = R^T da
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    for (int j = 0; j < next[0].length; j++) {
      float a = input[j] + recurrent[j];
      next[0][j] = rectified ? Math.max(0, a) : StepWeights.tanh(a);
    }
  }
}
