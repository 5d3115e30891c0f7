package dev.nextword.network;

import java.util.List;

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
  List<Gate> named() {
    return List.of(new Gate("reset", R), new Gate("update", Z));
  }

  @Override
  int keeping() {
    return Z;
  }

  @Override
  boolean splitsProducts() {
    return true;
  }

  @Override
  void forward(Step s) {
    Slice r = s.gate()[R].plus(s.recurrent()[R]).sigmoid();
    Slice z = s.gate()[Z].plus(s.recurrent()[Z]).sigmoid();
    Slice m = s.recurrent()[N]; // R_n h_t-1 + b_m
    Slice n = s.gate()[N].plusProduct(r, m).tanh();
    s.state()[0].difference(s.previous()[0], n).times(z).plus(n); // h = n + z (h_t-1 - n)
  }

  @Override
  void backward(Step s) {
    Slice r = s.gate()[R];
    Slice z = s.gate()[Z];
    Slice m = s.recurrent()[N];
    Slice n = s.gate()[N];
    Slice dh = s.gradient()[0];
    Slice da_r = s.input()[R];
    Slice da_z = s.input()[Z];
    Slice da_n = s.input()[N];
    da_z.difference(s.previous()[0], n).times(dh).sigmoidBack(z); // dh (h_t-1 - n) z (1 - z)
    da_n.difference(dh, da_n.product(dh, z)).tanhBack(n); // dh (1 - z) (1 - n^2)
    da_r.product(da_n, m).sigmoidBack(r); // da_n m r (1 - r)
    s.back()[R].set(da_r);
    s.back()[Z].set(da_z);
    s.back()[N].product(da_n, r);
    dh.times(z); // dh_t-1 = dh z, and what comes back through the recurrent products
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
