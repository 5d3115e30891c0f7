package dev.nextword.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code exp(score - largest score of its column)} for a matrix {@code [words, n]}: the costly part
 * of a softmax.
 *
 * <p>In single precision on the CPU it is computed here, since ND4J's softmax takes longer than all
 * three matrix products around it: {@code exp(x) = exp(x / 64)^64}, with six terms of the series
 * and six squarings, is nothing but products and sums, of which the Java compiler makes vector
 * instructions. The relative error is below 1e-5 for x above -17; beyond, where a word is less than
 * 5e-8 times as probable as the best, it grows, and the absolute error stays below 1e-12.
 */
public final class Exponentials {
  private static final int PIECE = 1024;

  private Exponentials() {}

  /** {@code sum of exp(score - shift)}; no score may be above {@code shift} by more than 80. */
  public static double sum(float[] scores, float shift) {
    float[] piece = new float[PIECE];
    double sum = 0;
    for (int from = 0; from < scores.length; from += PIECE) {
      int length = Math.min(PIECE, scores.length - from);
      System.arraycopy(scores, from, piece, 0, length);
      sum += sum(piece, length, shift);
    }
    return sum;
  }

  /** {@code sum of exp(scores[id])} over some words. */
  public static double sum(float[] scores, int[] ids) {
    float[] piece = new float[PIECE];
    double sum = 0;
    for (int from = 0; from < ids.length; from += PIECE) {
      int length = Math.min(PIECE, ids.length - from);
      for (int i = 0; i < length; i++) {
        piece[i] = scores[ids[from + i]];
      }
      sum += sum(piece, length, 0);
    }
    return sum;
  }

  private static double sum(float[] piece, int length, float shift) {
    exponentials(piece, shift);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += piece[i];
    }
    return sum;
  }

  /**
   * Works in place.
   *
   * @param scores contiguous, 'f' order
   * @param best largest score of each column, {@code [1, n]}
   */
  static void inPlace(INDArray scores, INDArray best) {
    boolean plain =
        scores.dataType() == DataType.FLOAT
            && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
    if (!plain) {
      Transforms.exp(scores.subiRowVector(best), false);
      return;
    }
    int words = scores.rows();
    float[] column = new float[words];
    float[] largest = best.toFloatVector();
    FloatBuffer memory = scores.data().asNioFloat();
    int from = (int) scores.offset();
    for (float shift : largest) {
      memory.position(from);
      memory.get(column);
      exponentials(column, shift);
      memory.position(from);
      memory.put(column);
      from += words;
    }
  }

  private static void exponentials(float[] values, float shift) {
    for (int i = 0; i < values.length; i++) {
      float y = Math.max(-80f, values[i] - shift) * (1f / 64);
      float p =
          1
              + y
                  * (1
                      + y
                          * (1f / 2
                              + y * (1f / 6 + y * (1f / 24 + y * (1f / 120 + y * (1f / 720))))));
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      values[i] = p;
    }
  }
}
