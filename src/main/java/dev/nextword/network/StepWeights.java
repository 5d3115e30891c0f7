package dev.nextword.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of one recurrent layer as plain arrays, for one step of one example: what prediction
 * needs on every key. Immutable, shared by all threads.
 */
final class StepWeights {
  private final int inputs;
  private final int hidden;
  private final int gates;
  private final float[] input; // [gate][input][hidden]
  private final float[] recurrent; // [gate][hidden][hidden], column by column
  private final float[] bias; // [biases][hidden]

  StepWeights(
      int inputs, int hidden, int gates, INDArray input, INDArray recurrent, INDArray bias) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.gates = gates;
    this.input = toArray(input);
    this.recurrent = toArray(recurrent);
    this.bias = toArray(bias);
  }

  /** The numbers of a contiguous 'f' matrix, column after column. */
  static float[] toArray(INDArray matrix) {
    // The length as an array: a lone long would choose reshape(long...), with 'f' as the first
    // length.
    return matrix.reshape('f', new long[] {matrix.length()}).toFloatVector();
  }

  int hidden() {
    return hidden;
  }

  /** {@code W_g x + b_g} for all gates, {@code [gates * hidden]}. */
  float[] inputProducts(float[] x) {
    float[] z = new float[gates * hidden];
    System.arraycopy(bias, 0, z, 0, z.length);
    for (int g = 0; g < gates; g++) {
      addProduct(input, g * inputs * hidden, inputs, x, z, g * hidden);
    }
    return z;
  }

  /** {@code gates[g] += R_g h}. */
  void addRecurrent(int g, float[] h, float[] gates) {
    addRecurrent(g, h, gates, g * hidden);
  }

  /** {@code into[from ...] += R_g h}. */
  void addRecurrent(int g, float[] h, float[] into, int from) {
    addProduct(recurrent, g * hidden * hidden, hidden, h, into, from);
  }

  /** A copy of one bias vector, {@code [hidden]}. */
  float[] recurrentBias(int index) {
    float[] b = new float[hidden];
    System.arraycopy(bias, index * hidden, b, 0, hidden);
    return b;
  }

  /**
   * Column by column, so that the inner loop runs over adjacent numbers and the compiler makes
   * vectors of it.
   */
  private void addProduct(
      float[] matrix, int offset, int columns, float[] x, float[] into, int from) {
    for (int k = 0; k < columns; k++) {
      float factor = x[k];
      int column = offset + k * hidden;
      for (int j = 0; j < hidden; j++) {
        into[from + j] += matrix[column + j] * factor;
      }
    }
  }

  static float sigmoid(float a) {
    return (float) (1 / (1 + Math.exp(-a)));
  }
}
