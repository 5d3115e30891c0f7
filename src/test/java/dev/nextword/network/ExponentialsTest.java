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
  private static void assertExponential(float x, double found) {
    double expected = Math.exp(x);
    if (x > -17) {
      assertEquals(expected, found, 1e-5 * expected, () -> "exp(" + x + ")");
    } else {
      assertEquals(expected, found, 1e-12, () -> "exp(" + x + ")");
    }
    assertTrue(found >= 0 && found <= 1 + 1e-6, () -> "exp(" + x + ") = " + found);
  }

  @Test
  void theErrorIsWithinItsBounds() {
    int words = 20_001;
    float[] x = new float[words];
    for (int i = 0; i < words; i++) {
      x[i] = -100f * i / (words - 1); // 0 to -100
    }
    INDArray column = Nd4j.createFromArray(x).reshape('f', words, 1);
    Exponentials.inPlace(column, Nd4j.zeros(DataType.FLOAT, 1, 1));
    float[] found = column.data().asFloat();
    for (int i = 0; i < words; i++) {
      assertExponential(x[i], found[i]);
    }
  }

  /** Columns of a larger matrix, as the softmax hands them over. */
  @Test
  void eachColumnIsShiftedByItsOwnLargest() {
    Random random = new Random(1);
    int words = 13;
    INDArray all = Nd4j.create(DataType.FLOAT, new long[] {words, 7}, 'f');
    for (int j = 0; j < 7; j++) {
      for (int i = 0; i < words; i++) {
        all.putScalar(i, j, random.nextGaussian() * 5 + 100 * j);
      }
    }
    INDArray before = all.dup('f');
    INDArray columns = Series.columns(all, 2, 3);
    INDArray best = columns.max(true, 0);
    Exponentials.inPlace(columns, best);
    for (int j = 0; j < 7; j++) {
      for (int i = 0; i < words; i++) {
        float x = before.getFloat(i, j);
        if (j < 2 || j > 4) {
          assertEquals(x, all.getFloat(i, j), "a column that was not asked for");
        } else {
          assertExponential(x - best.getFloat(0, j - 2), all.getFloat(i, j));
        }
      }
    }
  }

  @Test
  void inDoublePrecisionItIsExact() {
    INDArray column = Nd4j.create(new double[] {3, -30, 2.5}, new long[] {3, 1}, DataType.DOUBLE);
    Exponentials.inPlace(column, column.max(true, 0));
    assertEquals(1, column.getDouble(0));
    assertEquals(Math.exp(-33), column.getDouble(1), 1e-15 * Math.exp(-33) * 10);
    assertEquals(Math.exp(-0.5), column.getDouble(2), 1e-15);
  }

  /** A loss that is not finite must be seen, not hidden. */
  @Test
  void whatIsNotANumberStaysSo() {
    INDArray column = Nd4j.createFromArray(1f, Float.NaN).reshape('f', 2, 1);
    Exponentials.inPlace(column, Nd4j.ones(DataType.FLOAT, 1, 1));
    assertEquals(1, column.getFloat(0), 1e-6);
    assertTrue(Float.isNaN(column.getFloat(1)));
  }

  @Test
  void sumsAreThoseOfTheExponentials() {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 1023, 1024, 1025, 5000}) {
      float[] scores = new float[length];
      double all = 0;
      for (int i = 0; i < length; i++) {
        scores[i] = (float) (-4 * Math.abs(random.nextGaussian()));
        all += Math.exp(scores[i] - 1);
      }
      assertEquals(all, Exponentials.sum(scores, 1f), 1e-5 * all);
      int[] some = random.ints(length / 3, 0, Math.max(1, length)).toArray();
      double ofSome = 0;
      for (int id : some) {
        ofSome += Math.exp(scores[id]);
      }
      assertEquals(ofSome, Exponentials.sum(scores, some), 1e-5 * ofSome);
    }
  }
}
