package dev.nextword.network;

/**
 * A residual recurrent network: what a step computes is added to the state (He et al. 2016, "Deep
 * residual learning for image recognition", along time instead of depth):
 *
 * <pre>
 *   n   = tanh(W x_t + R h_t-1 + b)
 *   h_t = h_t-1 + n
 * </pre>
 *
 * <p>On its way back a step multiplies the gradient by {@code 1 + R^T diag(1 - n^2)}: it cannot
 * vanish, but it can explode, and the state has no bound and no way to forget.
 */
final class ResidualCell extends Cell {
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
    Slice n = s.gate()[0].tanh();
    s.state()[0].set(s.previous()[0]).plus(n);
  }

  @Override
  void backward(Step s) {
    s.input()[0].set(s.gradient()[0]).tanhBack(s.gate()[0]);
    // dh_t-1 = dh, and what comes back through the recurrent product
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    for (int j = 0; j < next[0].length; j++) {
      next[0][j] = previous[0][j] + StepWeights.tanh(input[j] + recurrent[j]);
    }
  }
}
