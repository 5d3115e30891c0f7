package dev.nextword.network;

import java.util.Arrays;

/**
 * The derivative of one step of one layer, in the form in which it is quick to multiply with.
 *
 * <p>A cell's way back is linear in the gradient and works unit by unit; only the recurrent product
 * mixes units. So {@link Cell#backward}, asked once for each of the cell's states with a gradient
 * of ones, tells everything: with u = dL/d state after the step, diagonal matrices {@code K_gs} and
 * {@code D_rs}, and all sums over states s,
 *
 * <pre>
 *   dL/d(R_g h_t-1) = K_gs u_s
 *   dL/d previous_r = D_rs u_s  + (r = 0: sum over g of R_g^T dL/d(R_g h_t-1))
 * </pre>
 *
 * <p>and the same matrices, read the other way, multiply with the Jacobian itself. No formula of a
 * cell is written twice.
 */
final class StepJacobian {
  private final TracedLayer layer;
  private final double[][] ofInput; // [gate][state * hidden]: dL/d(W_g x)
  private final double[][] ofRecurrent; // [gate][state * hidden]: dL/d(R_g h)
  private final double[][] direct; // [state before][state after * hidden]

  StepJacobian(TracedLayer layer, Step forward) {
    this.layer = layer;
    Cell cell = layer.cell;
    if (cell.mixesUnits()) {
      throw new UnsupportedOperationException(
          "a cell whose units count for each other within a step cannot be traced");
    }
    int states = cell.states();
    Slice[] gradient = zeros(states);
    for (int s = 0; s < states; s++) {
      double[] values = ((DoubleSlice) gradient[s]).values();
      Arrays.fill(values, s * layer.hidden, (s + 1) * layer.hidden, 1);
    }
    Slice[] input = zeros(cell.gates());
    Slice[] back = cell.splitsProducts() ? zeros(cell.gates()) : input;
    cell.backward(
        new Step(
            forward.gate(),
            forward.recurrent(),
            forward.memory(),
            forward.previous(),
            forward.state(),
            gradient,
            input,
            back));
    this.ofInput = TracedLayer.values(input);
    this.ofRecurrent = TracedLayer.values(back);
    this.direct = TracedLayer.values(gradient);
  }

  /** An example for each state. */
  private Slice[] zeros(int count) {
    return TracedLayer.slices(count, any -> DoubleSlice.zeros(layer.hidden, layer.cell.states()));
  }

  /**
   * The way back, {@code J^T u}.
   *
   * @param u by state, of the state after the step
   * @param quick whether a relative error of 1e-4 will do
   * @return by state, of the state before the step
   */
  double[][] back(double[][] u, boolean quick) {
    double[][] before = new double[direct.length][layer.hidden];
    for (int r = 0; r < direct.length; r++) {
      addDiagonals(direct[r], u, before[r], 0);
    }
    double[] products = gates(ofRecurrent, u);
    if (quick) {
      add(layer.recurrent.quickTransposed(products), before[0]);
    } else {
      layer.recurrent.addTransposed(products, before[0]);
    }
    return before;
  }

  /** The gradient of what the layer reads: {@code [inputs]}. */
  double[] backToInput(double[][] u, boolean quick) {
    double[] products = gates(ofInput, u);
    if (quick) {
      return layer.input.quickTransposed(products);
    }
    double[] x = new double[layer.input.columns()];
    layer.input.addTransposed(products, x);
    return x;
  }

  /**
   * The way there, {@code J v}: what a small change of the state before, and of what is read, does
   * to the state after. Quick: a relative error of 1e-4.
   *
   * @param v by state
   * @param x change of what the layer reads; of no length for none
   */
  double[][] forward(double[][] v, double[] x) {
    double[] recurrent = layer.recurrent.quickProduct(v[0]);
    double[] input = x.length == 0 ? x : layer.input.quickProduct(x);
    double[][] after = new double[v.length][layer.hidden];
    for (int s = 0; s < v.length; s++) {
      for (int g = 0; g < ofRecurrent.length; g++) {
        addProduct(ofRecurrent[g], s, recurrent, g, after[s]);
        if (x.length > 0) {
          addProduct(ofInput[g], s, input, g, after[s]);
        }
      }
      for (int r = 0; r < v.length; r++) {
        addProduct(direct[r], s, v[r], 0, after[s]);
      }
    }
    return after;
  }

  private double[] gates(double[][] diagonals, double[][] u) {
    double[] products = new double[diagonals.length * layer.hidden];
    for (int g = 0; g < diagonals.length; g++) {
      addDiagonals(diagonals[g], u, products, g * layer.hidden);
    }
    return products;
  }

  /** {@code into += sum over states s of diagonal_s u_s}. */
  private void addDiagonals(double[] diagonals, double[][] u, double[] into, int from) {
    for (int s = 0; s < u.length; s++) {
      for (int j = 0; j < layer.hidden; j++) {
        into[from + j] += diagonals[s * layer.hidden + j] * u[s][j];
      }
    }
  }

  /** {@code into += diagonal_s block}, with one block of a stacked vector. */
  private void addProduct(double[] diagonals, int s, double[] stacked, int block, double[] into) {
    for (int j = 0; j < layer.hidden; j++) {
      into[j] += diagonals[s * layer.hidden + j] * stacked[block * layer.hidden + j];
    }
  }

  static void add(double[] a, double[] into) {
    for (int i = 0; i < a.length; i++) {
      into[i] += a[i];
    }
  }
}
