package dev.nextword.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How a recurrent matrix {@code R_g} {@code [hidden, hidden]} starts. */
public enum Initialisation {
  /** Uniform in plus/minus 1 / sqrt(hidden), as PyTorch does. */
  UNIFORM,
  /** A random rotation (Saxe, McClelland and Ganguli 2014): all singular values equal the gain. */
  ORTHOGONAL,
  /** The unit matrix times the gain (Le, Jaitly and Hinton 2015). */
  IDENTITY;

  /** Fills a square matrix from ND4J's seeded generator. */
  public void fill(INDArray matrix, double gain) {
    int n = matrix.rows();
    switch (this) {
      case UNIFORM -> uniform(matrix, gain / Math.sqrt(n));
      case IDENTITY -> matrix.assign(Nd4j.eye(n).castTo(matrix.dataType()).muli(gain));
      case ORTHOGONAL ->
          matrix.assign(Nd4j.create(rotation(n)).castTo(matrix.dataType()).muli(gain));
      default -> throw new AssertionError(this);
    }
  }

  /** Uniform values in plus/minus {@code bound}. */
  static void uniform(INDArray matrix, double bound) {
    matrix.assign(
        Nd4j.rand(DataType.DOUBLE, matrix.shape())
            .subi(0.5)
            .muli(2 * bound)
            .castTo(matrix.dataType()));
  }

  /**
   * Gram and Schmidt on normally distributed vectors: a rotation drawn evenly from all there are.
   */
  private static double[][] rotation(int n) {
    double[][] q = Nd4j.randn(DataType.DOUBLE, n, n).toDoubleMatrix();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double along = 0;
        for (int k = 0; k < n; k++) {
          along += q[i][k] * q[j][k];
        }
        for (int k = 0; k < n; k++) {
          q[i][k] -= along * q[j][k];
        }
      }
      double square = 0;
      for (double v : q[i]) {
        square += v * v;
      }
      double norm = Math.sqrt(square);
      for (int k = 0; k < n; k++) {
        q[i][k] /= norm;
      }
    }
    return q;
  }
}
