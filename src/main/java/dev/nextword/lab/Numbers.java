package dev.nextword.lab;

import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix of ND4J as numbers of Java. In one copy: ND4J's own {@code toDoubleMatrix} goes row by
 * row and takes longer than a whole training.
 */
final class Numbers {
  private Numbers() {}

  /** Row after row. */
  static double[] flat(INDArray matrix) {
    INDArray copy = matrix.dup('c');
    DoubleBuffer numbers = copy.data().asNioDouble();
    double[] flat = new double[(int) matrix.length()];
    numbers.position((int) copy.offset()).get(flat);
    return flat;
  }

  /** By row. */
  static double[][] rows(INDArray matrix) {
    double[] flat = flat(matrix);
    int columns = matrix.columns();
    double[][] rows = new double[matrix.rows()][columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(flat, i * columns, rows[i], 0, columns);
    }
    return rows;
  }

  /** Euclidean norm. */
  static double norm(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }
}
