package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the same product in double precision. */
class IntegerMatrixTest {
  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "7,5", "255,112", "256,16", "257,17", "1200,256", "40,1025"})
  void isCloseToTheProduct(int rows, int columns) {
    Random random = new Random(rows);
    float[] matrix = gaussian(random, rows * columns);
    float[] x = gaussian(random, columns);
    float[] start = gaussian(random, rows);
    float[] y = start.clone();
    new IntegerMatrix(matrix, rows, columns).addProduct(x, y);
    for (int i = 0; i < rows; i++) {
      double sum = start[i];
      double squares = 0;
      for (int k = 0; k < columns; k++) {
        sum += (double) matrix[i * columns + k] * x[k];
        squares += matrix[i * columns + k] * matrix[i * columns + k];
      }
      // Both vectors lose half a unit a number, of 45,000 units in their length.
      double bound = 2 * Math.sqrt(squares) * length(x) * Math.sqrt(columns) / 45_000 + 1e-5;
      assertEquals(sum, y[i], bound, rows + " x " + columns + ", row " + i);
    }
  }

  /** The numbers it stands for, and both products with exactly these. */
  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "255,112", "257,17", "40,1025"})
  void saysWhatItStandsFor(int rows, int columns) {
    Random random = new Random(rows);
    float[] matrix = gaussian(random, rows * columns);
    IntegerMatrix integers = new IntegerMatrix(matrix, rows, columns);
    double[] values = integers.values();
    double[] x = random.doubles(columns, -1, 1).toArray();
    double[] y = random.doubles(rows, -1, 1).toArray();
    double[] product = integers.product(x);
    double[] transposed = integers.transposedProduct(y);
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int k = 0; k < columns; k++) {
        sum += values[i * columns + k] * x[k];
        assertEquals(matrix[i * columns + k], values[i * columns + k], 2e-3);
      }
      assertEquals(sum, product[i], 1e-10);
    }
    for (int k = 0; k < columns; k++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += values[i * columns + k] * y[i];
      }
      assertEquals(sum, transposed[k], 1e-10);
    }
  }

  /** Where a row points the way of x, its sum is as large as a sum can be. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "112", "113", "1024", "5000"})
  void noSumOverflows(int columns) {
    float[] same = new float[2 * columns];
    Arrays.fill(same, 0, columns, 3f);
    Arrays.fill(same, columns, 2 * columns, -3f);
    float[] x = new float[columns];
    Arrays.fill(x, 0.5f);
    float[] y = new float[2];
    new IntegerMatrix(same, 2, columns).addProduct(x, y);
    assertEquals(1.5 * columns, y[0], 2e-3 * columns);
    assertEquals(-1.5 * columns, y[1], 2e-3 * columns);
  }

  @Test
  void oneLargeWeightKeepsItsSign() {
    float[] y = new float[1];
    new IntegerMatrix(new float[] {-1e6f, 1, 0}, 1, 3).addProduct(new float[] {2, 0, 0}, y);
    assertEquals(-2e6, y[0], 100);
  }

  @Test
  void zerosStayZeros() {
    IntegerMatrix zeros = new IntegerMatrix(new float[6], 2, 3);
    float[] y = {1, 2};
    zeros.addProduct(new float[] {1, 2, 3}, y);
    assertArrayEquals(new float[] {1, 2}, y);
    new IntegerMatrix(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).addProduct(new float[3], y);
    assertArrayEquals(new float[] {1, 2}, y);
  }

  /** A weight that is not finite must be seen, not hidden. */
  @Test
  void whatIsNotANumberStaysSo() {
    float[] y = new float[2];
    new IntegerMatrix(new float[] {1, Float.NaN, 1, 2}, 2, 2).addProduct(new float[] {1, 1}, y);
    assertTrue(Float.isNaN(y[0]));
    assertEquals(3, y[1], 1e-3);
  }

  private static float[] gaussian(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static double length(float[] x) {
    double squares = 0;
    for (float value : x) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
