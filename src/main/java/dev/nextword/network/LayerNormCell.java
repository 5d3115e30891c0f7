package dev.nextword.network;

/**
 * A vanilla network with layer normalisation (Ba, Kiros and Hinton 2016, "Layer normalization"), in
 * the form that Deeplearning4j's {@code SimpleRnn} has, where both products are normalised apart:
 *
 * <pre>
 *   h_t   = tanh(N(W x_t + b) + N(R h_t-1 + b_m))
 *   N(a)  = (a - mean(a)) / sqrt(variance(a) + 1e-5)         over the units of one example
 * </pre>
 *
 * <p>The gains are 1 and not learned. However small or large R is, the sums in the tanh have the
 * same size; what a step does to a gradient depends on the direction of R's rows alone.
 */
final class LayerNormCell extends Cell {
  private static final int OF_INPUT = 0;
  private static final int OF_RECURRENT = 1;

  @Override
  int gates() {
    return 1;
  }

  @Override
  int biases() {
    return 2;
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int memories() {
    return 2;
  }

  @Override
  boolean splitsProducts() {
    return true;
  }

  @Override
  boolean mixesUnits() {
    return true;
  }

  @Override
  void forward(Step s) {
    Slice input = s.gate()[0].normalise(s.memory()[OF_INPUT]);
    Slice recurrent = s.recurrent()[0].normalise(s.memory()[OF_RECURRENT]);
    s.state()[0].set(input).plus(recurrent).tanh();
  }

  @Override
  void backward(Step s) {
    Slice da = s.gradient()[0].tanhBack(s.state()[0]);
    s.input()[0].set(da).normaliseBack(s.gate()[0], s.memory()[OF_INPUT]);
    s.back()[0].set(da).normaliseBack(s.recurrent()[0], s.memory()[OF_RECURRENT]);
    da.clear(); // h_t-1 counts through the recurrent product alone
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    int hidden = next[0].length;
    for (int j = 0; j < hidden; j++) {
      recurrent[j] += weights.bias(1, j);
    }
    float[] x = normalised(input);
    float[] r = normalised(recurrent);
    for (int j = 0; j < hidden; j++) {
      next[0][j] = StepWeights.tanh(x[j] + r[j]);
    }
  }

  private static float[] normalised(float[] a) {
    double[] values = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      values[j] = a[j];
    }
    Normalisation.normalise(values, 0, a.length);
    float[] normalised = new float[a.length];
    for (int j = 0; j < a.length; j++) {
      normalised[j] = (float) values[j];
    }
    return normalised;
  }
}
