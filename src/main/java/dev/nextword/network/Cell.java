package dev.nextword.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent cell: one step forward, one step back.
 *
 * <p>{@link RecurrentLayer} owns the loop over time and everything that can be done for all steps
 * at once: the input products {@code W x + b} before the loop, the gradients of the parameters
 * after it. What is left to a cell are its formulas. All cells are written in the same shape, for
 * one step of a {@link Window}, with {@code [hidden, batch]} arrays and these names:
 *
 * <pre>
 *   forward(w, t)     from   gate[g].at[t] = W_g x_t + b_g   and the state before, previous[s].at[t],
 *                     makes  state[s].at[t], the state after (state[0] is h, what the layer puts out),
 *                            and leaves in gate[g].at[t] what the way back needs
 *   factors(w)        before the way back, for all steps at once: every factor of the chain rule that does not
 *                     depend on gradients
 *   backward(w, t)    from   gradient[s], dL/d state[s] at step t,
 *                     makes  input[g].at[t]     = dL/d(W_g x_t + b_g)
 *                            recurrent[g].at[t] = dL/d(R_g h_t-1)
 *                            gradient[s]        = dL/d previous[s]
 * </pre>
 *
 * <p>A cell holds no data; one instance serves any number of windows.
 */
abstract class Cell {
  /** How many blocks of weights {@code W_g}, {@code R_g} there are, of {@code hidden} rows each. */
  abstract int gates();

  /** Bias vectors: one a gate, and those that are added to {@code R_g h} alone. */
  int biases() {
    return gates();
  }

  /** How many vectors are carried from step to step: h, and for the LSTM its cell state c. */
  abstract int states();

  /** How many further series the forward pass keeps for the way back. */
  abstract int memories();

  /** What biases start with. */
  void initialiseBias(INDArray bias) {
    bias.assign(0);
  }

  abstract void forward(Window w, int t);

  abstract void factors(Window w);

  abstract void backward(Window w, int t);

  /**
   * The gate whose {@code recurrent} gradient differs from its {@code input} gradient, or -1: in
   * all cells but the GRU the two products are simply added.
   */
  int splitGate() {
    return -1;
  }

  /**
   * One step for one example on plain arrays, for prediction; the same formulas as {@link
   * #forward}.
   *
   * @param input {@code W_g x + b_g}, {@code [gates * hidden]}
   */
  abstract void step(StepWeights weights, float[] input, float[][] previous, float[][] next);
}
