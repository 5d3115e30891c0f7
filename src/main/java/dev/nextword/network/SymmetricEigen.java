package dev.nextword.network;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van
 * Loan, "Matrix Computations", section 8.5): each makes one entry beside the diagonal zero.
 */
final class SymmetricEigen {
  private static final int SWEEPS = 30; // far more than are ever needed

  /** Falling. */
  final double[] values;

  /** {@code vectors[i]} belongs to {@code values[i]}; of length 1, orthogonal to the others. */
  final double[][] vectors;

  /**
   * @param matrix symmetric; overwritten
   */
  SymmetricEigen(double[][] matrix) {
    int n = matrix.length;
    double[][] v = new double[n][n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
      for (double entry : matrix[i]) {
        total += entry * entry;
      }
    }
    for (int sweep = 0; sweep < SWEEPS && beside(matrix) > 1e-24 * total; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(matrix, v, p, q);
        }
      }
    }
    values = new double[n];
    vectors = new double[n][];
    boolean[] taken = new boolean[n];
    for (int i = 0; i < n; i++) {
      int best = -1;
      for (int k = 0; k < n; k++) {
        if (!taken[k] && (best < 0 || matrix[k][k] > matrix[best][best])) {
          best = k;
        }
      }
      taken[best] = true;
      values[i] = matrix[best][best];
      vectors[i] = v[best];
    }
  }

  /** Squares of what is not on the diagonal, added up. */
  private static double beside(double[][] a) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      for (int q = 0; q < p; q++) {
        sum += 2 * a[p][q] * a[p][q];
      }
    }
    return sum;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cos = 1 / Math.hypot(t, 1);
    double sin = t * cos;
    for (double[] row : a) {
      double ap = row[p];
      row[p] = cos * ap - sin * row[q];
      row[q] = sin * ap + cos * row[q];
    }
    rotateRows(a, p, q, cos, sin);
    rotateRows(v, p, q, cos, sin);
  }

  private static void rotateRows(double[][] a, int p, int q, double cos, double sin) {
    for (int k = 0; k < a.length; k++) {
      double ap = a[p][k];
      a[p][k] = cos * ap - sin * a[q][k];
      a[q][k] = sin * ap + cos * a[q][k];
    }
  }
}
