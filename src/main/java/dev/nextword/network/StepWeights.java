package dev.nextword.network;

import java.nio.FloatBuffer;

/**
 * The weights of one recurrent layer for one step of one example: what prediction needs on every
 * key. Immutable, shared by all threads.
 */
final class StepWeights {
  private final int hidden;
  private final IntegerMatrix input; // [gates * hidden, inputs]
  private final IntegerMatrix recurrent; // [gates * hidden, hidden]
  private final float[] bias; // [biases][hidden]
  private final int products;

  /**
   * @param parameters from which the layer's are taken, as {@link RecurrentConfiguration} has them
   */
  StepWeights(NetworkShape.Recurrent shape, FloatBuffer parameters) {
    Cell cell = shape.cell().cell();
    this.hidden = shape.hidden();
    this.products = cell.gates() * hidden;
    this.input = matrix(parameters, cell.gates(), hidden, shape.inputs());
    this.recurrent = matrix(parameters, cell.gates(), hidden, hidden);
    this.bias = take(parameters, cell.biases() * hidden);
  }

  /** Takes a matrix of each gate, column after column, and puts one below the other. */
  static IntegerMatrix matrix(FloatBuffer parameters, int gates, int rows, int columns) {
    float[] byRow = new float[gates * rows * columns];
    for (int g = 0; g < gates; g++) {
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          byRow[(g * rows + row) * columns + column] = parameters.get();
        }
      }
    }
    return new IntegerMatrix(byRow, gates * rows, columns);
  }

  /** The next numbers of a buffer. */
  static float[] take(FloatBuffer parameters, int length) {
    float[] taken = new float[length];
    parameters.get(taken);
    return taken;
  }

  int hidden() {
    return hidden;
  }

  /** {@code W}: {@code [gates * hidden, inputs]}. */
  IntegerMatrix input() {
    return input;
  }

  /** {@code R}: {@code [gates * hidden, hidden]}. */
  IntegerMatrix recurrent() {
    return recurrent;
  }

  /** {@code W_g x + b_g} for all gates, {@code [gates * hidden]}. */
  float[] inputProducts(float[] x) {
    float[] z = new float[products];
    System.arraycopy(bias, 0, z, 0, z.length);
    input.addProduct(x, z);
    return z;
  }

  /** {@code R_g h} for all gates, {@code [gates * hidden]}. */
  float[] recurrentProducts(float[] h) {
    float[] z = new float[products];
    recurrent.addProduct(h, z);
    return z;
  }

  /** One number of a bias vector. */
  float bias(int index, int unit) {
    return bias[index * hidden + unit];
  }

  static float sigmoid(float a) {
    return (float) (1 / (1 + Math.exp(-a)));
  }

  /** By {@link Math#exp}, which is several times as fast as {@link Math#tanh}. */
  static float tanh(float a) {
    return (float) (2 / (1 + Math.exp(-2 * a)) - 1);
  }
}
