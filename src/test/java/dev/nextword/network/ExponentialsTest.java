package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against {@link Math#exp}, with the bounds that the Javadoc of {@link Exponentials} states. */
class ExponentialsTest {
  private static void assertExponential(double x, double found) {
    double expected = Math.exp(x);
    if (x > -17) {
      assertEquals(expected, found, 1e-5 * expected, () -> "exp(" + x + ")");
    } else {
      assertEquals(expected, found, 1e-12, () -> "exp(" + x + ")");
    }
    assertTrue(found >= 0, () -> "exp(" + x + ") = " + found);
  }

  private static INDArray none(int words) {
    return Nd4j.zeros(DataType.FLOAT, words, 1);
  }

  @Test
  void theErrorIsWithinItsBounds() {
    int words = 20_001;
    float[] x = new float[words];
    for (int i = 0; i < words; i++) {
      x[i] = -100f * i / (words - 1); // 0 to -100
    }
    INDArray column = Nd4j.createFromArray(x).reshape('f', words, 1);
    Exponentials found = Exponentials.inPlace(column, none(words));
    assertEquals(0, found.shifts()[0]);
    double sum = 0;
    for (int i = 0; i < words; i++) {
      assertExponential(x[i], column.getFloat(i));
      sum += Math.exp(x[i]);
    }
    assertEquals(sum, found.sums()[0], 1e-5 * sum);
  }

  /** Columns of a larger matrix, as the softmax hands them over. */
  @Test
  void eachColumnIsShiftedByItsOwnLargest() {
    Random random = new Random(1);
    int words = 13;
    INDArray all = Nd4j.create(DataType.FLOAT, new long[] {words, 7}, 'f');
    INDArray bias = none(words);
    for (int i = 0; i < words; i++) {
      bias.putScalar(i, 0, random.nextGaussian());
      for (int j = 0; j < 7; j++) {
        all.putScalar(i, j, random.nextGaussian() * 5 + 100 * j);
      }
    }
    INDArray before = all.dup('f');
    double[] shifts = Exponentials.inPlace(Series.columns(all, 2, 3), bias).shifts();
    for (int j = 0; j < 7; j++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < words; i++) {
        double x = (double) before.getFloat(i, j) + bias.getFloat(i, 0);
        largest = Math.max(largest, (float) x);
        if (j < 2 || j > 4) {
          assertEquals(
              before.getFloat(i, j), all.getFloat(i, j), "a column that was not asked for");
        } else {
          assertExponential(x - shifts[j - 2], all.getFloat(i, j));
        }
      }
      if (j >= 2 && j <= 4) {
        assertEquals(largest, shifts[j - 2]);
      }
    }
  }

  /** Where a rare word is far above the frequent ones, or a little. */
  @Test
  void aRareWordMayBeTheBest() {
    int words = 1_003;
    for (float above : new float[] {5, 12, 14, 50, 500}) {
      INDArray column = none(words);
      column.putScalar(words - 1, 0, above);
      Exponentials found = Exponentials.inPlace(column, none(words));
      double sum = words - 1 + Math.exp(above);
      assertEquals(Math.log(sum), Math.log(found.sums()[0]) + found.shifts()[0], 1e-5 * above);
      assertEquals(
          Math.exp(above - Math.log(sum)), column.getFloat(words - 1) / found.sums()[0], 1e-5);
      assertEquals(1 / sum, column.getFloat(0) / found.sums()[0], Math.max(1e-12, 1e-5 / sum));
    }
  }

  @Test
  void inDoublePrecisionItIsExact() {
    INDArray column = Nd4j.create(new double[] {3, -30, 2}, new long[] {3, 1}, DataType.DOUBLE);
    INDArray bias = Nd4j.create(new double[] {0, 0, 0.5}, new long[] {3, 1}, DataType.DOUBLE);
    Exponentials found = Exponentials.inPlace(column, bias);
    assertEquals(1, column.getDouble(0));
    assertEquals(Math.exp(-33), column.getDouble(1), 1e-15 * Math.exp(-33) * 10);
    assertEquals(Math.exp(-0.5), column.getDouble(2), 1e-15);
    assertEquals(1 + Math.exp(-0.5), found.sums()[0], 1e-14);
  }

  /** A loss that is not finite must be seen, not hidden. */
  @Test
  void whatIsNotANumberStaysSo() {
    INDArray column = Nd4j.createFromArray(1f, Float.NaN).reshape('f', 2, 1);
    assertTrue(Double.isNaN(Exponentials.inPlace(column, none(2)).sums()[0]));
    assertTrue(Float.isNaN(column.getFloat(1)));
  }
}
