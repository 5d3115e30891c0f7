package dev.nextword.network;

/**
 * The vanilla recurrent network (Elman, "Finding structure in time", 1990):
 *
 * <pre>
 *   h_t = f(W x_t + R h_t-1 + b)          f = tanh, max(0, .) or sigmoid
 * </pre>
 *
 * <p>On its way back each step multiplies the gradient by {@code R^T diag(f')}. With tanh f' is at
 * most 1 and mostly less, with sigmoid at most a quarter, so the product of many steps vanishes
 * unless R makes up for it, and then it may explode (Bengio et al. 1994).
 */
final class VanillaCell extends Cell {
  private enum Function {
    TANH,
    RELU,
    SIGMOID
  }

  private final Function function;

  private VanillaCell(Function function) {
    this.function = function;
  }

  static VanillaCell tanh() {
    return new VanillaCell(Function.TANH);
  }

  static VanillaCell relu() {
    return new VanillaCell(Function.RELU);
  }

  static VanillaCell sigmoid() {
    return new VanillaCell(Function.SIGMOID);
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
    switch (function) {
      case TANH -> h.tanh();
      case RELU -> h.relu();
      case SIGMOID -> h.sigmoid();
    }
  }

  @Override
  void backward(Step s) {
    Slice h = s.state()[0];
    Slice dh = s.gradient()[0];
    Slice da = s.input()[0].set(dh);
    switch (function) {
      case TANH -> da.tanhBack(h);
      case RELU -> da.reluBack(h);
      case SIGMOID -> da.sigmoidBack(h);
    }
    dh.clear(); // h_t-1 counts through the recurrent product alone
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    for (int j = 0; j < next[0].length; j++) {
      float a = input[j] + recurrent[j];
      next[0][j] =
          switch (function) {
            case TANH -> StepWeights.tanh(a);
            case RELU -> Math.max(0, a);
            case SIGMOID -> StepWeights.sigmoid(a);
          };
    }
  }
}
