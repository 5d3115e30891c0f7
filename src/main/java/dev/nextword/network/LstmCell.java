package dev.nextword.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
  void initialiseBias(INDArray bias) {
    bias.assign(0);
    Series.columns(bias, F, 1).assign(1);
  }

  @Override
  void forward(Window w, int t) {
    for (int gate = I; gate <= O; gate++) {
      INDArray z = w.gate[gate].at[t];
      w.addRecurrent(gate, t, z);
      if (gate == G) {
        Activations.tanh(z);
      } else {
        Activations.sigmoid(z);
      }
    }
    INDArray c = w.state[1].at[t];
    INDArray tanhC = w.memory[0].at[t];
    w.gate[F].at[t].muli(w.previous[1].at[t], c);
    c.addi(w.gate[I].at[t].muli(w.gate[G].at[t], w.scratch));
    tanhC.assign(c);
    Activations.tanh(tanhC);
    w.gate[O].at[t].muli(tanhC, w.state[0].at[t]);
  }

  /**
   * The factors by which backward multiplies, for all steps at once. They take the place of the
   * arrays they are made of, in an order in which nothing is overwritten before its last use; f
   * itself stays, it is dc_t / dc_t-1.
   */
  @Override
  void factors(Window w) {
    INDArray i = w.gate[I].all;
    INDArray f = w.gate[F].all;
    INDArray g = w.gate[G].all;
    INDArray o = w.gate[O].all;
    INDArray tanhC = w.memory[0].all;
    INDArray cellBefore = w.previous[1].all;
    INDArray cell = w.state[1].all; // not needed any more: room

    // dc/dh: o (1 - tanh(c)^2); da_o/dh: tanh(c) o (1 - o)
    tanhC.muli(tanhC, cell).rsubi(1).muli(o);
    INDArray outputRoom = w.input[O].all;
    o.rsubi(1, outputRoom).muli(o).muli(tanhC);
    o.assign(outputRoom);
    tanhC.assign(cell);

    // da_f/dc: c_t-1 f (1 - f)
    f.rsubi(1, cell).muli(f).muli(cellBefore);
    cellBefore.assign(cell);

    // da_i/dc: g i (1 - i); da_g/dc: i (1 - g^2)
    i.rsubi(1, cell).muli(i).muli(g);
    g.muli(g, g).rsubi(1).muli(i);
    i.assign(cell);
  }

  @Override
  void backward(Window w, int t) {
    INDArray dh = w.gradient[0];
    INDArray dc = w.gradient[1];
    dh.muli(w.gate[O].at[t], w.input[O].at[t]);
    dc.addi(dh.muli(w.memory[0].at[t], w.scratch)); // dc += dh o (1 - tanh(c)^2)
    dc.muli(w.gate[I].at[t], w.input[I].at[t]);
    dc.muli(w.previous[1].at[t], w.input[F].at[t]);
    dc.muli(w.gate[G].at[t], w.input[G].at[t]);
    dc.muli(w.gate[F].at[t]); // dc_t-1 = dc f
    Nd4j.gemm(w.weights[I], w.input[I].at[t], dh, true, false, 1, 0); // dh_t-1 = sum of R_g^T da_g
    w.addBack(F, t);
    w.addBack(G, t);
    w.addBack(O, t);
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
