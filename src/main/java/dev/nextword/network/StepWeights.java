package dev.nextword.network;

import java.nio.FloatBuffer;

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

  /**
   * @param parameters from which the layer's are taken, as {@link RecurrentConfiguration} has them
   */
  StepWeights(NetworkShape.Recurrent shape, FloatBuffer parameters) {
    Cell cell = shape.cell().cell();
    this.inputs = shape.inputs();
    this.hidden = shape.hidden();
    this.gates = cell.gates();
    this.input = take(parameters, gates * inputs * hidden);
    this.recurrent = take(parameters, gates * hidden * hidden);
    this.bias = take(parameters, cell.biases() * hidden);
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

  /** How many numbers the input products of one word are. */
  int products() {
    return gates * hidden;
  }

  /**
   * {@code W_g x + b_g} for all gates and several words at once: each weight is fetched once for
   * all of them.
   *
   * @param x {@code [words][inputs]}
   * @return {@code [words][gates * hidden]}
   */
  float[][] inputProducts(float[][] x) {
    float[][] z = new float[x.length][];
    for (int word = 0; word < x.length; word++) {
      z[word] = new float[products()];
      System.arraycopy(bias, 0, z[word], 0, z[word].length);
    }
    for (int g = 0; g < gates; g++) {
      for (int k = 0; k < inputs; k += COLUMNS) {
        for (int word = 0; word < x.length; word++) {
          addColumns(input, g * inputs * hidden, inputs, k, x[word], z[word], g * hidden);
        }
      }
    }
    return z;
  }

  /** {@code gates[g] += R_g h}. */
  void addRecurrent(int g, float[] h, float[] gates) {
    addRecurrent(g, h, gates, g * hidden);
  }

  /** {@code into[from ...] += R_g h}. */
  void addRecurrent(int g, float[] h, float[] into, int from) {
    for (int k = 0; k < hidden; k += COLUMNS) {
      addColumns(recurrent, g * hidden * hidden, hidden, k, h, into, from);
    }
  }

  /** A copy of one bias vector, {@code [hidden]}. */
  float[] recurrentBias(int index) {
    float[] b = new float[hidden];
    System.arraycopy(bias, index * hidden, b, 0, hidden);
    return b;
  }

  /** So many columns at once, because the sums are fetched and put back once for all of them. */
  private static final int COLUMNS = 4;

  /**
   * Adds columns {@code k ...} of a matrix, times {@code x[k] ...}. The inner loop runs over
   * adjacent numbers, so that the compiler makes vectors of it.
   */
  private void addColumns(
      float[] matrix, int offset, int columns, int k, float[] x, float[] into, int from) {
    int c0 = offset + k * hidden;
    if (k + COLUMNS <= columns) {
      int c1 = c0 + hidden;
      int c2 = c1 + hidden;
      int c3 = c2 + hidden;
      float x0 = x[k];
      float x1 = x[k + 1];
      float x2 = x[k + 2];
      float x3 = x[k + 3];
      for (int j = 0; j < hidden; j++) {
        into[from + j] +=
            matrix[c0 + j] * x0 + matrix[c1 + j] * x1 + matrix[c2 + j] * x2 + matrix[c3 + j] * x3;
      }
      return;
    }
    for (int rest = k; rest < columns; rest++, c0 += hidden) {
      float factor = x[rest];
      for (int j = 0; j < hidden; j++) {
        into[from + j] += matrix[c0 + j] * factor;
      }
    }
  }

  static float sigmoid(float a) {
    return (float) (1 / (1 + Math.exp(-a)));
  }
}
