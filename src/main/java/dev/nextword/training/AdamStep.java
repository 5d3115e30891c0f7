package dev.nextword.training;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A step of Adam (Kingma and Ba 2015), clipping and learning rate schedule included, in one pass
 * over memory:
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g
 *   v = beta2 v + (1 - beta2) g^2
 *   w = w - rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * <p>The formula and the state, all of m and then all of v, are those of Deeplearning4j's own
 * updater; that one goes over memory three times and takes three times as long, which is a tenth of
 * a whole update of a small network with a large vocabulary.
 */
final class AdamStep {
  /** Floats at a time: four arrays of them stay in the processor's nearest cache. */
  private static final int BLOCK = 2048;

  private final Adam adam;
  private final FloatBuffer weights;
  private final FloatBuffer gradient;
  private final FloatBuffer moments;
  private final int size;
  private final float[] w = new float[BLOCK];
  private final float[] g = new float[BLOCK];
  private final float[] m = new float[BLOCK];
  private final float[] v = new float[BLOCK];

  /**
   * @param weights all of the network's, contiguous
   * @param gradient of all weights
   * @param state of Deeplearning4j's updater, twice as long
   */
  AdamStep(Adam adam, INDArray weights, INDArray gradient, INDArray state) {
    this.adam = adam;
    this.size = (int) weights.length();
    this.weights = memory(weights);
    this.gradient = memory(gradient);
    this.moments = memory(state);
    if (state.length() != 2L * size || gradient.length() != size) {
      throw new IllegalArgumentException(
          "%d weights, %d gradients, %d moments"
              .formatted(size, gradient.length(), state.length()));
    }
  }

  /** Whether Java can reach the memory of such arrays. */
  static boolean serves(INDArray weights) {
    return weights.dataType() == DataType.FLOAT
        && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  private static FloatBuffer memory(INDArray array) {
    return array.data().asNioFloat().position((int) array.offset()).slice();
  }

  /** Euclidean norm of the gradient. */
  double norm() {
    double squares = 0;
    for (int from = 0; from < size; from += BLOCK) {
      int count = Math.min(BLOCK, size - from);
      gradient.get(from, g, 0, count);
      squares += squares(count);
    }
    return Math.sqrt(squares);
  }

  /** In four sums side by side: an addition need not wait for the one before. */
  private double squares(int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += g[i] * g[i];
      b += g[i + 1] * g[i + 1];
      c += g[i + 2] * g[i + 2];
      d += g[i + 3] * g[i + 3];
    }
    for (; i < count; i++) {
      a += g[i] * g[i];
    }
    return (double) a + b + c + d;
  }

  /**
   * Changes weights and state; the gradient stays.
   *
   * @param scale of the gradient
   * @param learningRate of this step
   * @param update how many steps there were before
   */
  void apply(double scale, double learningRate, int update) {
    float beta1 = (float) adam.getBeta1();
    float beta2 = (float) adam.getBeta2();
    float epsilon = (float) adam.getEpsilon();
    int t = update + 1;
    float rate =
        (float)
            (learningRate
                * Math.sqrt(1 - Math.pow(adam.getBeta2(), t))
                / (1 - Math.pow(adam.getBeta1(), t)));
    for (int from = 0; from < size; from += BLOCK) {
      int count = Math.min(BLOCK, size - from);
      weights.get(from, w, 0, count);
      gradient.get(from, g, 0, count);
      moments.get(from, m, 0, count);
      moments.get(size + from, v, 0, count);
      step(count, (float) scale, rate, beta1, beta2, epsilon);
      weights.put(from, w, 0, count);
      moments.put(from, m, 0, count);
      moments.put(size + from, v, 0, count);
    }
  }

  private void step(int count, float scale, float rate, float beta1, float beta2, float epsilon) {
    for (int i = 0; i < count; i++) {
      float gradient = g[i] * scale;
      m[i] = beta1 * m[i] + (1 - beta1) * gradient;
      v[i] = beta2 * v[i] + (1 - beta2) * (gradient * gradient);
      w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
