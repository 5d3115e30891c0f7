package dev.nextword.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays of one layer for one window of text: what the forward pass makes and the backward pass
 * needs. Made once for a shape {@code [batch, time]} and used again for every window of that shape.
 */
final class Window {
  final int batch;
  final int time;

  /** Weights: by gate, {@code R_g} {@code [hidden, hidden]}. */
  INDArray[] weights;

  /** Biases: {@code [hidden, biases]}. */
  INDArray bias;

  /** {@code W_g x + b_g}, then what the cell makes of it; {@code [hidden, batch]} a step. */
  final Series[] gate;

  /** The state before each step: h, then c for the LSTM. */
  final Series[] previous;

  /** The state after each step. */
  final Series[] state;

  /** Whatever else the cell keeps. */
  final Series[] memory;

  /** By gate: gradient of the loss with respect to {@code W_g x + b_g}. */
  final Series[] input;

  /**
   * By gate: gradient of the loss with respect to {@code R_g h}; mostly the same object as {@link
   * #input}.
   */
  final Series[] recurrent;

  /**
   * dL/dh_t for every step: from the layer above, plus what comes back through time. This is the
   * gradient whose norm shows whether the past still counts.
   */
  final Series hiddenGradient;

  /** The running gradient by state, {@code [hidden, batch]}: in, at step t; out, before it. */
  final INDArray[] gradient;

  /** Room for one product, {@code [hidden, batch]}. */
  final INDArray scratch;

  Window(Cell cell, DataType type, int hidden, int batch, int time) {
    this.batch = batch;
    this.time = time;
    gate = series(cell.gates(), type, hidden);
    previous = series(cell.states(), type, hidden);
    state = series(cell.states(), type, hidden);
    memory = series(cell.memories(), type, hidden);
    input = series(cell.gates(), type, hidden);
    recurrent = input.clone();
    if (cell.splitGate() >= 0) {
      recurrent[cell.splitGate()] = Series.create(type, hidden, batch, time);
    }
    hiddenGradient = Series.create(type, hidden, batch, time);
    gradient = new INDArray[cell.states()];
    Series running = Series.create(type, hidden, batch, cell.states() + 1);
    System.arraycopy(running.at, 0, gradient, 0, cell.states());
    scratch = running.at[cell.states()];
    weights = new INDArray[cell.gates()];
    bias = running.all; // set for each window, before it is used
  }

  private Series[] series(int count, DataType type, int hidden) {
    Series[] made = new Series[count];
    for (int i = 0; i < count; i++) {
      made[i] = Series.create(type, hidden, batch, time);
    }
    return made;
  }

  /** {@code into += R_g h_t-1}. */
  void addRecurrent(int g, int t, INDArray into) {
    Nd4j.gemm(weights[g], previous[0].at[t], into, false, false, 1, 1);
  }

  /**
   * {@code gradient[0] += R_g^T recurrent[g].at[t]}: the way back through the recurrent product.
   */
  void addBack(int g, int t) {
    Nd4j.gemm(weights[g], recurrent[g].at[t], gradient[0], true, false, 1, 1);
  }
}
