package dev.nextword.network;

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
  void forward(Step s) {
    Slice h = s.state()[0].set(s.gate()[0]);
    if (rectified) {
      h.relu();
    } else {
      h.tanh();
    }
  }

  @Override
  void backward(Step s) {
    Slice h = s.state()[0];
    Slice dh = s.gradient()[0];
    Slice da = s.input()[0].set(dh);
    if (rectified) {
      da.reluBack(h);
    } else {
      da.tanhBack(h);
    }
    dh.clear(); // h_t-1 counts through the recurrent product alone
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
