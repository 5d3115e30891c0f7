package dev.nextword.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent cell: one step forward, one step back.
 *
 * <p>{@link RecurrentLayer} owns the loop over time and all matrix products: {@code W x + b} of all
 * steps before the loop, {@code R h} before each step forward, {@code R^T da} after each step back,
 * the gradients of the parameters after the loop. What is left to a cell are its formulas, number
 * by number. All cells are written in the same shape, for one {@link Step}, with {@link Slice}s
 * {@code [hidden, batch]}:
 *
 * <pre>
 *   forward    from   gate[g] = W_g x_t + b_g + R_g h_t-1   and the state before, previous[s],
 *              makes  state[s], the state after (state[0] is h, what the layer puts out),
 *                     and leaves in gate[g] and memory[i] what the way back needs
 *   backward   from   gradient[s] = dL/d state[s]
 *              makes  input[g]    = dL/d(W_g x_t + b_g)
 *                     gradient[s] = dL/d previous[s], without what comes back through R h_t-1
 * </pre>
 *
 * <p>A cell that {@linkplain #splitsProducts splits its products} takes {@code R_g h_t-1} from
 * recurrent[g], not from gate[g], and makes back[g] = dL/d(R_g h_t-1) too.
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

  /** How many further slices the forward pass keeps for the way back. */
  int memories() {
    return 0;
  }

  /** A gate in the narrow sense: between 0 and 1, by unit, of what passes. */
  record Gate(String name, int index) {}

  /** The gates that have a name; a candidate is none. */
  List<Gate> named() {
    return List.of();
  }

  /** Index of the gate that says how much of a unit's memory is kept; -1 where there is none. */
  int keeping() {
    return -1;
  }

  /** What biases start with. */
  void initialiseBias(INDArray bias) {
    bias.assign(0);
  }

  abstract void forward(Step s);

  abstract void backward(Step s);

  /**
   * Whether {@code W_g x} and {@code R_g h} are not simply added in each gate, so that their
   * gradients differ. The one bias more that such a cell has is added to {@code R_g h} of the last
   * gate.
   */
  boolean splitsProducts() {
    return false;
  }

  /**
   * Whether units of one example count for each other within the cell itself, not through R alone.
   * The way back of such a cell cannot be told from gradients of ones, as {@link StepJacobian}
   * does.
   */
  boolean mixesUnits() {
    return false;
  }

  /**
   * One step for one example on plain arrays, for prediction; the same formulas as {@link
   * #forward}.
   *
   * @param input {@code W_g x + b_g}, {@code [gates * hidden]}
   */
  abstract void step(StepWeights weights, float[] input, float[][] previous, float[][] next);
}
