package dev.nextword.network;

/** Singular values of small matrices: by how much a matrix stretches its own directions. */
public final class SingularValues {
  private static final int MOST_ROUNDS = 200;
  private static final double ENOUGH = 1e-7;

  private SingularValues() {}

  /**
   * All, falling.
   *
   * @param matrix {@code [rows][columns]}
   */
  public static double[] all(double[][] matrix) {
    int n = matrix[0].length;
    double[][] gram = new double[n][n];
    for (double[] row : matrix) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    double[] squares = new SymmetricEigen(gram).values;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.sqrt(Math.max(0, squares[i]));
    }
    return values;
  }

  /**
   * The largest, the spectral norm, by the power method on {@code M^T M} (Golub and Van Loan,
   * section 8.2); never above it. Any size of numbers: the matrix is scaled first.
   *
   * @return infinity or NaN where the matrix has such numbers
   */
  public static double largest(double[][] matrix) {
    double scale = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          return Math.abs(value);
        }
        scale = Math.max(scale, Math.abs(value));
      }
    }
    if (scale == 0) {
      return 0;
    }
    double[] v = longestRow(matrix, scale);
    double norm = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] product = new double[matrix.length];
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < v.length; j++) {
          product[i] += matrix[i][j] / scale * v[j];
        }
      }
      double before = norm;
      norm = length(product);
      v = new double[v.length];
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < v.length; j++) {
          v[j] += matrix[i][j] / scale * product[i];
        }
      }
      normalise(v);
      if (norm - before <= ENOUGH * norm) {
        break;
      }
    }
    return norm * scale;
  }

  /** A start that the largest singular direction is no stranger to. */
  private static double[] longestRow(double[][] matrix, double scale) {
    double[] best = matrix[0];
    double longest = -1;
    for (double[] row : matrix) {
      double sum = 0;
      for (double value : row) {
        sum += value / scale * (value / scale);
      }
      if (sum > longest) {
        longest = sum;
        best = row;
      }
    }
    double[] start = new double[best.length];
    for (int j = 0; j < start.length; j++) {
      start[j] = best[j] / scale;
    }
    normalise(start);
    return start;
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static void normalise(double[] vector) {
    double length = length(vector);
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
  }
}
