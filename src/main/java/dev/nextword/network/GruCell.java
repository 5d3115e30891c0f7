package dev.nextword.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gated recurrent unit (Cho et al. 2014), in the variant that applies the reset gate after the
 * recurrent product, as cuDNN, PyTorch and Keras ({@code reset_after}) do:
 *
 * <pre>
 *   r = sigmoid(W_r x + R_r h_t-1 + b_r)              reset gate
 *   z = sigmoid(W_z x + R_z h_t-1 + b_z)              update gate
 *   n =    tanh(W_n x + b_n + r (R_n h_t-1 + b_m))    candidate
 *   h_t = (1 - z) n + z h_t-1
 * </pre>
 *
 * <p>The paper's first version has {@code R_n (r h_t-1)} instead: its third recurrent product has
 * to wait for r, and a model of one kind cannot be compared with the libraries that use the other.
 * The two agree where r = 1, or where R_n is diagonal. {@code b_m} is the fourth bias, added to
 * {@code R_n h} alone.
 *
 * <p>Along h the gradient has a way that is multiplied by z alone: where z is near 1 it stays
 * alive.
 */
final class GruCell extends Cell {
  private static final int R = 0;
  private static final int Z = 1;
  private static final int N = 2;
  private static final int RECURRENT_BIAS = 3;

  @Override
  int gates() {
    return 3;
  }

  @Override
  int biases() {
    return 4;
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int memories() {
    return 1;
  }

  @Override
  int splitGate() {
    return N;
  }

  @Override
  void forward(Window w, int t) {
    INDArray r = w.gate[R].at[t];
    INDArray z = w.gate[Z].at[t];
    INDArray n = w.gate[N].at[t];
    INDArray m = w.memory[0].at[t]; // R_n h_t-1 + b_m; the layer has put b_m there
    INDArray h = w.state[0].at[t];
    w.addRecurrent(R, t, r);
    Activations.sigmoid(r);
    w.addRecurrent(Z, t, z);
    Activations.sigmoid(z);
    w.addRecurrent(N, t, m);
    n.addi(r.muli(m, w.scratch));
    Activations.tanh(n);
    w.previous[0].at[t].subi(n, h); // h = n + z (h_t-1 - n)
    h.muli(z).addi(n);
  }

  @Override
  void factors(Window w) {
    INDArray r = w.gate[R].all;
    INDArray z = w.gate[Z].all;
    INDArray n = w.gate[N].all;
    INDArray m = w.memory[0].all;
    INDArray rRoom = w.input[R].all;
    INDArray zRoom = w.input[Z].all;
    INDArray oneMinusZ = w.input[N].all;

    z.rsubi(1, oneMinusZ);
    // da_z/dh: (h_t-1 - n) z (1 - z), into what backward reads as input[Z] before it writes there
    w.previous[0].all.subi(n, zRoom).muli(z).muli(oneMinusZ);
    // da_n/dh: (1 - z) (1 - n^2)
    n.muli(n, n).rsubi(1).muli(oneMinusZ);
    // da_r/da_n: m r (1 - r)
    r.rsubi(1, rRoom).muli(r).muli(m);
  }

  @Override
  void backward(Window w, int t) {
    INDArray dh = w.gradient[0];
    INDArray da_r = w.input[R].at[t];
    INDArray da_z = w.input[Z].at[t];
    INDArray da_n = w.input[N].at[t];
    INDArray dm = w.recurrent[N].at[t];
    dh.muli(w.gate[N].at[t], da_n);
    da_z.muli(dh);
    da_r.muli(da_n);
    da_n.muli(w.gate[R].at[t], dm);
    dh.muli(w.gate[Z].at[t]); // dh_t-1 = dh z + sum of R_g^T da_g
    w.addBack(R, t);
    w.addBack(Z, t);
    w.addBack(N, t);
  }

  @Override
  void step(StepWeights weights, float[] input, float[][] previous, float[][] next) {
    float[] recurrent = weights.recurrentProducts(previous[0]);
    int hidden = next[0].length;
    for (int j = 0; j < hidden; j++) {
      float r = StepWeights.sigmoid(input[R * hidden + j] + recurrent[R * hidden + j]);
      float z = StepWeights.sigmoid(input[Z * hidden + j] + recurrent[Z * hidden + j]);
      float m = recurrent[N * hidden + j] + weights.bias(RECURRENT_BIAS, j);
      float n = StepWeights.tanh(input[N * hidden + j] + r * m);
      next[0][j] = n + z * (previous[0][j] - n);
    }
  }
}
