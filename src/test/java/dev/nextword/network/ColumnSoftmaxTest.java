package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against {@link Math#exp}, with the bounds that the Javadoc of {@link ColumnSoftmax} states. */
class ColumnSoftmaxTest {
  private static INDArray zeros(int words) {
    return Nd4j.zeros(DataType.FLOAT, words, 1);
  }

  /**
   * @param x less the largest
   */
  private static void assertShare(double x, double sum, double found) {
    double expected = Math.exp(x) / sum;
    double error = x > -17 ? 2e-5 * expected : 1e-12;
    assertEquals(expected, found, error, () -> "exp(" + x + ") / " + sum);
    assertTrue(found >= 0, () -> "exp(" + x + ") = " + found);
  }

  @Test
  void theErrorIsWithinItsBounds() {
    int words = 20_001;
    float[] x = new float[words];
    double sum = 0;
    for (int i = 0; i < words; i++) {
      x[i] = -100f * i / (words - 1); // 0 to -100
      sum += Math.exp(x[i]);
    }
    INDArray column = Nd4j.createFromArray(x).reshape('f', words, 1);
    double[] logarithms =
        ColumnSoftmax.inPlace(column, zeros(words), new double[] {1}, zeros(words));
    assertEquals(Math.log(sum), logarithms[0], 1e-5);
    for (int i = 0; i < words; i++) {
      assertShare(x[i], sum, column.getFloat(i));
    }
  }

  /** Columns of a larger matrix, as the softmax hands them over. */
  @Test
  void eachColumnHasItsOwnSumAndWeight() {
    Random random = new Random(1);
    int words = 13;
    INDArray all = Nd4j.create(DataType.FLOAT, new long[] {words, 7}, 'f');
    INDArray bias = zeros(words);
    for (int i = 0; i < words; i++) {
      bias.putScalar(i, 0, random.nextGaussian());
      for (int j = 0; j < 7; j++) {
        all.putScalar(i, j, random.nextGaussian() * 5 + 10 * j);
      }
    }
    INDArray before = all.dup('f');
    INDArray total = Nd4j.ones(DataType.FLOAT, words, 1);
    double[] weights = {1, 0.25, 3};
    double[] logarithms = ColumnSoftmax.inPlace(Series.columns(all, 2, 3), bias, weights, total);
    double[] sums = new double[words];
    for (int j = 0; j < 7; j++) {
      for (int i = 0; i < words; i++) {
        if (j < 2 || j > 4) {
          assertEquals(
              before.getFloat(i, j), all.getFloat(i, j), "a column that was not asked for");
        } else {
          double x = (double) before.getFloat(i, j) + bias.getFloat(i, 0);
          assertShare(x - logarithms[j - 2], 1, all.getFloat(i, j) / weights[j - 2]);
          sums[i] += all.getFloat(i, j);
        }
      }
    }
    for (int i = 0; i < words; i++) {
      assertEquals(1 + sums[i], total.getFloat(i, 0), 1e-6);
    }
  }

  /** Where a rare word is far above the frequent ones, or a little. */
  @Test
  void aRareWordMayBeTheBest() {
    int words = 1_003;
    for (float above : new float[] {5, 12, 14, 50, 500}) {
      INDArray column = zeros(words);
      column.putScalar(words - 1, 0, above);
      double[] logarithms =
          ColumnSoftmax.inPlace(column, zeros(words), new double[] {1}, zeros(words));
      double sum = Math.log((words - 1) * Math.exp(-above) + 1) + above;
      assertEquals(sum, logarithms[0], 1e-5);
      assertShare(above - sum, 1, column.getFloat(words - 1));
      assertShare(-sum, 1, column.getFloat(0));
    }
  }

  @Test
  void inDoublePrecisionItIsExact() {
    INDArray column = Nd4j.create(new double[] {3, -30, 2}, new long[] {3, 1}, DataType.DOUBLE);
    INDArray bias = Nd4j.create(new double[] {0, 0, 0.5}, new long[] {3, 1}, DataType.DOUBLE);
    INDArray total = Nd4j.zeros(DataType.DOUBLE, 3, 1);
    double[] logarithms = ColumnSoftmax.inPlace(column, bias, new double[] {2}, total);
    double sum = Math.exp(3) + Math.exp(-30) + Math.exp(2.5);
    assertEquals(Math.log(sum), logarithms[0], 1e-14);
    assertEquals(2 * Math.exp(3) / sum, column.getDouble(0), 1e-14);
    assertEquals(2 * Math.exp(-30) / sum, column.getDouble(1), 1e-28);
    assertEquals(column.getDouble(2), total.getDouble(2), 1e-15);
  }

  /** A loss that is not finite must be seen, not hidden. */
  @Test
  void whatIsNotANumberStaysSo() {
    INDArray column = Nd4j.createFromArray(1f, Float.NaN).reshape('f', 2, 1);
    double[] logarithms = ColumnSoftmax.inPlace(column, zeros(2), new double[] {1}, zeros(2));
    assertTrue(Double.isNaN(logarithms[0]));
    assertTrue(Float.isNaN(column.getFloat(1)));
  }
}
