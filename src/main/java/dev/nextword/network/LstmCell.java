package dev.nextword.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers, Schmidhuber
 * and Cummins 2000) and without peepholes, as in Deeplearning4j's {@code LSTM} and in PyTorch:
 *
 * <pre>
 *   i = sigmoid(W_i x + R_i h_t-1 + b_i)     input gate
 *   f = sigmoid(W_f x + R_f h_t-1 + b_f)     forget gate
 *   g =    tanh(W_g x + R_g h_t-1 + b_g)     candidate
 *   o = sigmoid(W_o x + R_o h_t-1 + b_o)     output gate
 *   c_t = f c_t-1 + i g
 *   h_t = o tanh(c_t)
 * </pre>
 *
 * <p>Along c the gradient is multiplied by f alone, not by a matrix: where f is near 1 it neither
 * vanishes nor explodes (the constant error carousel). So f's bias starts at 1 (Jozefowicz, Zaremba
 * and Sutskever 2015).
 */
final class LstmCell extends Cell {
  private static final int I = 0;
  private static final int F = 1;
  private static final int G = 2;
  private static final int O = 3;
  private static final int TANH_C = 0;

  @Override
  int gates() {
    return 4;
  }

  @Override
  int states() {
    return 2;
  }

  @Override
  int memories() {
    return 1;
  }

  @Override
  List<Gate> named() {
    return List.of(new Gate("input", I), new Gate("forget", F), new Gate("output", O));
  }

  @Override
  int keeping() {
    return F;
  }

  @Override
  void initialiseBias(INDArray bias) {
    bias.assign(0);
    Series.columns(bias, F, 1).assign(1);
  }

  @Override
  void forward(Step s) {
    Slice i = s.gate()[I].sigmoid();
    Slice f = s.gate()[F].sigmoid();
    Slice g = s.gate()[G].tanh();
    Slice o = s.gate()[O].sigmoid();
    Slice c = s.state()[1].product(f, s.previous()[1]).plusProduct(i, g);
    Slice tanhC = s.memory()[TANH_C].set(c).tanh();
    s.state()[0].product(o, tanhC);
  }

  @Override
  void backward(Step s) {
    Slice i = s.gate()[I];
    Slice f = s.gate()[F];
    Slice g = s.gate()[G];
    Slice o = s.gate()[O];
    Slice tanhC = s.memory()[TANH_C];
    Slice dh = s.gradient()[0];
    Slice dc = s.gradient()[1];
    s.input()[O].product(dh, tanhC).sigmoidBack(o); // da_o = dh tanh(c) o (1 - o)
    dc.plus(dh.times(o).tanhBack(tanhC)); // dc += dh o (1 - tanh(c)^2)
    s.input()[I].product(dc, g).sigmoidBack(i); // da_i = dc g i (1 - i)
    s.input()[F].product(dc, s.previous()[1]).sigmoidBack(f); // dc c_t-1 f (1 - f)
    s.input()[G].product(dc, i).tanhBack(g); // da_g = dc i (1 - g^2)
    dc.times(f); // dc_t-1 = dc f
    dh.clear(); // h_t-1 counts through the recurrent products alone
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    int hidden = next[0].length;
    for (int j = 0; j < hidden; j++) {
      float i = StepWeights.sigmoid(input[I * hidden + j] + recurrent[I * hidden + j]);
      float f = StepWeights.sigmoid(input[F * hidden + j] + recurrent[F * hidden + j]);
      float g = StepWeights.tanh(input[G * hidden + j] + recurrent[G * hidden + j]);
      float o = StepWeights.sigmoid(input[O * hidden + j] + recurrent[O * hidden + j]);
      float c = f * previous[1][j] + i * g;
      next[1][j] = c;
      next[0][j] = o * StepWeights.tanh(c);
    }
  }
}
