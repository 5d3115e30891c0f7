package dev.nextword.network;

import java.util.Arrays;
import java.util.function.IntFunction;

/** A recurrent layer of a {@link WordTracer}: the weights, and one step forward that is kept. */
final class TracedLayer {
  private static final Slice[] NONE = {};

  final Cell cell;
  final int hidden;
  final TracedMatrix input; // [gates * hidden, inputs]
  final TracedMatrix recurrent; // [gates * hidden, hidden]
  private final double[] bias; // [biases * hidden]

  TracedLayer(Cell cell, StepWeights weights) {
    this.cell = cell;
    this.hidden = weights.hidden();
    this.input = new TracedMatrix(weights.input());
    this.recurrent = new TracedMatrix(weights.recurrent());
    this.bias = new double[cell.biases() * hidden];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = weights.bias(i / hidden, i % hidden);
    }
  }

  /**
   * One step forward.
   *
   * @param x {@code [inputs]}
   * @param previous the state before, {@code [states][hidden]}
   */
  Step forward(double[] x, double[][] previous) {
    int stacked = cell.gates() * hidden;
    double[] products = Arrays.copyOf(bias, stacked);
    input.addProduct(x, products);
    double[] ofRecurrent = products;
    if (cell.splitsProducts()) { // the last bias is added to R h of the last gate
      ofRecurrent = new double[stacked];
      System.arraycopy(bias, stacked, ofRecurrent, stacked - hidden, hidden);
    }
    recurrent.addProduct(previous[0], ofRecurrent);
    Slice[] gate = cut(products);
    Step step =
        new Step(
            gate,
            ofRecurrent == products ? gate : cut(ofRecurrent),
            slices(cell.memories(), any -> DoubleSlice.zeros(hidden, 1)),
            slices(cell.states(), s -> new DoubleSlice(previous[s], hidden)),
            slices(cell.states(), any -> DoubleSlice.zeros(hidden, 1)),
            NONE,
            NONE,
            NONE);
    cell.forward(step);
    return step;
  }

  private Slice[] cut(double[] stacked) {
    return slices(
        cell.gates(),
        g -> new DoubleSlice(Arrays.copyOfRange(stacked, g * hidden, (g + 1) * hidden), hidden));
  }

  static Slice[] slices(int count, IntFunction<Slice> slice) {
    Slice[] made = new Slice[count];
    Arrays.setAll(made, slice);
    return made;
  }

  /** The numbers of slices of one example, one row each. */
  static double[][] values(Slice[] slices) {
    return Arrays.stream(slices).map(s -> ((DoubleSlice) s).values()).toArray(double[][]::new);
  }
}
