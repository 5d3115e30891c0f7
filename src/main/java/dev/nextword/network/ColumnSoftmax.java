package dev.nextword.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The softmax of each column of a matrix of scores {@code [words, n]}, times a weight of the
 * column.
 *
 * <p>In single precision on the CPU it is computed here, since ND4J's operations for it take longer
 * than the matrix products around them. Each column is worked on while it lies in the processor's
 * nearest cache, in loops of which the Java compiler makes vector instructions:
 *
 * <ul>
 *   <li>{@link Exponentials}: the relative error is below 1e-5 for words of more than 5e-8 times
 *       the best one's probability; beyond it grows, and the absolute error stays below 1e-12.
 *   <li>From the scores something near their largest is subtracted, so that no exponential
 *       overflows. To find the largest of all would take longer than the exponentials; that of the
 *       {@value #FREQUENT} most frequent words, which come first, is nearly always near enough.
 *       Where the sum shows that it is not, the column is done again with the largest of all.
 * </ul>
 */
final class ColumnSoftmax {
  private static final int FREQUENT = 512;

  /**
   * With a larger sum some word lies more than 13 above the frequent ones; up to there the series
   * is as exact as below.
   */
  private static final double LARGEST_SUM = 5e5;

  private ColumnSoftmax() {}

  /**
   * Puts {@code weight softmax(scores + bias)} in the place of the scores.
   *
   * @param scores contiguous, 'f' order
   * @param bias {@code [words, 1]}
   * @param weights by column
   * @param total {@code [words, 1]}, contiguous: the sum of what is made is added to it
   * @return by column, the logarithm of the sum of all {@code exp(score + bias)}: the natural log
   *     probability of a word is its score and bias, less this
   */
  static double[] inPlace(INDArray scores, INDArray bias, double[] weights, INDArray total) {
    return Activations.inJava(scores)
        ? onArrays(scores, bias.toFloatVector(), weights, total)
        : withOperations(scores, bias, weights, total);
  }

  private static double[] withOperations(
      INDArray scores, INDArray bias, double[] weights, INDArray total) {
    INDArray largest = scores.addiColumnVector(bias).max(true, 0);
    Transforms.exp(scores.subiRowVector(largest), false);
    INDArray sums = scores.sum(true, 0);
    INDArray factors = Nd4j.create(weights, new long[] {1, weights.length}, scores.dataType());
    total.addi(scores.muliRowVector(factors.divi(sums)).sum(true, 1));
    return largest.addi(Transforms.log(sums)).toDoubleVector();
  }

  private static double[] onArrays(
      INDArray scores, float[] bias, double[] weights, INDArray total) {
    int words = bias.length;
    double[] logarithms = new double[weights.length];
    float[] column = new float[words];
    float[] sums = total.toFloatVector();
    FloatBuffer memory = scores.data().asNioFloat();
    for (int j = 0; j < weights.length; j++) {
      int from = (int) scores.offset() + j * words;
      memory.position(from).get(column);
      float shift = largest(column, bias, Math.min(FREQUENT, words));
      exponentials(column, bias, shift);
      double sum = sum(column);
      if (!(sum <= LARGEST_SUM)) { // also if it is not a number: then it stays so
        memory.position(from).get(column);
        shift = largest(column, bias, words);
        exponentials(column, bias, shift);
        sum = sum(column);
      }
      scale(column, (float) (weights[j] / sum), sums);
      memory.position(from).put(column);
      logarithms[j] = shift + Math.log(sum);
    }
    total.data().asNioFloat().position((int) total.offset()).put(sums);
    return logarithms;
  }

  private static float largest(float[] column, float[] bias, int words) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < words; i++) {
      largest = Math.max(largest, column[i] + bias[i]);
    }
    return largest;
  }

  private static void exponentials(float[] column, float[] bias, float shift) {
    for (int i = 0; i < column.length; i++) {
      // exp(-64) is as good as nothing; a large exponential shows in the sum
      float y = Math.max(-1, (column[i] + bias[i] - shift) * (1f / 64));
      column[i] = Exponentials.ofSixtyFour(y);
    }
  }

  private static void scale(float[] column, float factor, float[] sums) {
    for (int i = 0; i < column.length; i++) {
      float scaled = column[i] * factor;
      column[i] = scaled;
      sums[i] += scaled;
    }
  }

  /** In eight sums side by side: an addition need not wait for the one before. */
  private static double sum(float[] values) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i + 7 < values.length; i += 8) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
      e += values[i + 4];
      f += values[i + 5];
      g += values[i + 6];
      h += values[i + 7];
    }
    double sum = (double) a + b + c + d + e + f + g + h;
    for (; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }
}
