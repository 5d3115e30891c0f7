package dev.nextword.network;

/**
 * A matrix of weights for the way there and back. In double precision where a gradient is what is
 * asked for; quickly, in the integers of {@link IntegerMatrix}, where a norm is iterated for that
 * needs a hundred times as many products and a hundredth of the digits.
 */
final class TracedMatrix {
  private final int rows;
  private final int columns;
  private final double[] values; // row after row
  private final IntegerMatrix quick;
  private final IntegerMatrix quickTransposed;

  TracedMatrix(IntegerMatrix matrix) {
    this.rows = matrix.rows();
    this.columns = matrix.columns();
    this.values = matrix.values();
    this.quick = matrix;
    float[] transposed = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        transposed[k * rows + i] = (float) values[i * columns + k];
      }
    }
    this.quickTransposed = new IntegerMatrix(transposed, columns, rows);
  }

  int columns() {
    return columns;
  }

  /** {@code y += M x}; four sums side by side, so that an addition need not wait for the last. */
  void addProduct(double[] x, double[] y) {
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int k = 0;
      for (; k + 3 < columns; k += 4) {
        a += values[at + k] * x[k];
        b += values[at + k + 1] * x[k + 1];
        c += values[at + k + 2] * x[k + 2];
        d += values[at + k + 3] * x[k + 3];
      }
      for (; k < columns; k++) {
        a += values[at + k] * x[k];
      }
      y[i] += a + b + c + d;
    }
  }

  /** {@code x += M^T y}. */
  void addTransposed(double[] y, double[] x) {
    for (int i = 0; i < rows; i++) {
      addRow(i * columns, y[i], x);
    }
  }

  private void addRow(int row, double factor, double[] x) {
    for (int k = 0; k < columns; k++) {
      x[k] += factor * values[row + k];
    }
  }

  /** {@code M x} within about 1e-4 of its length. */
  double[] quickProduct(double[] x) {
    return product(quick, x, rows);
  }

  /** {@code M^T y} within about 1e-4 of its length. */
  double[] quickTransposed(double[] y) {
    return product(quickTransposed, y, columns);
  }

  /** Brought into the range of floats before, and back after. */
  private static double[] product(IntegerMatrix matrix, double[] x, int length) {
    double[] result = new double[length];
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return result;
    }
    float[] scaled = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = (float) (x[i] / largest);
    }
    float[] product = new float[length];
    matrix.addProduct(scaled, product);
    for (int i = 0; i < length; i++) {
      result[i] = product[i] * largest;
    }
    return result;
  }
}
