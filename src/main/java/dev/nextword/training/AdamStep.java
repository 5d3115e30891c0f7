package dev.nextword.training;

import dev.nextword.network.WordNetwork;
import java.nio.FloatBuffer;
import java.util.Arrays;
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
 *
 * <p>Most words are not in a window, and the gradient of their vectors is zero. Adam moves them all
 * the same, by moments that fade. These steps are put off until the word is read again, and then
 * made one after the other, each at its own rate: the same numbers to the bit, but computed in the
 * processor's nearest cache, where the whole matrix would go through memory at every update.
 *
 * <pre>
 *   read(ids)       before the gradient is computed
 *   norm(), apply() after it
 *   settle()        before anything else looks at the weights
 * </pre>
 */
final class AdamStep {
  /** Floats at a time: four arrays of them stay in the processor's nearest cache. */
  private static final int BLOCK = 2048;

  private final Adam adam;
  private final FloatBuffer weights;
  private final FloatBuffer gradient;
  private final FloatBuffer moments;
  private final int size;
  private final int width;
  private final int vectors; // how many numbers they have; they come first
  private final float[] w;
  private final float[] g;
  private final float[] m;
  private final float[] v;
  private final float[] zeros;

  /** Steps since all vectors were up to date, and the rate of each. */
  private int steps;

  private float[] rates = new float[64];

  /** By word: how many of these steps its vector has had; one more while its gradient is due. */
  private final int[] done;

  private int[] read = new int[0]; // words of the gradient, each once
  private int reads;

  /**
   * @param weights all of the network's, contiguous; first the words' vectors
   * @param gradient of all weights
   * @param state of Deeplearning4j's updater, twice as long
   * @param words how many vectors are moved when they are read; 0 for none
   * @param width of a vector
   */
  AdamStep(Adam adam, INDArray weights, INDArray gradient, INDArray state, int words, int width) {
    this.adam = adam;
    this.size = (int) weights.length();
    this.weights = memory(weights);
    this.gradient = memory(gradient);
    this.moments = memory(state);
    this.width = width;
    this.vectors = words * width;
    this.done = new int[words];
    if (state.length() != 2L * size || gradient.length() != size || vectors > size) {
      throw new IllegalArgumentException(
          "%d weights, %d gradients, %d moments, %d words of %d"
              .formatted(size, gradient.length(), state.length(), words, width));
    }
    int room = Math.max(BLOCK, width);
    this.w = new float[room];
    this.g = new float[room];
    this.m = new float[room];
    this.v = new float[room];
    this.zeros = new float[width];
  }

  /**
   * For a network, whose gradient has from now on only the vectors of words that are read; of all
   * words where they are tied to the softmax, which has a gradient for each.
   */
  static AdamStep of(WordNetwork words, Adam adam) {
    boolean all = words.isTied();
    if (!all) {
      words.onlyReadWords();
    }
    words.network().initGradientsView(); // else it is made with the first gradient
    INDArray vectors = words.vectors();
    return new AdamStep(
        adam,
        words.network().params(),
        words.network().getFlattenedGradients(),
        words.network().getUpdater().getStateViewArray(),
        all ? 0 : vectors.columns(),
        vectors.rows());
  }

  /** Whether Java can reach the memory of such arrays. */
  static boolean serves(INDArray weights) {
    return weights.dataType() == DataType.FLOAT
        && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  private static FloatBuffer memory(INDArray array) {
    return array.data().asNioFloat().position((int) array.offset()).slice();
  }

  /**
   * Brings the vectors of these words up to date; the next gradient is zero for all others.
   *
   * @param ids in any order, also several times
   */
  void read(int[] ids) {
    if (vectors == 0) {
      return;
    }
    for (int i = 0; i < reads; i++) {
      done[read[i]] = steps; // also if their gradient was not used
    }
    reads = 0;
    if (read.length < ids.length) {
      read = new int[ids.length];
    }
    for (int id : ids) {
      if (done[id] <= steps) {
        catchUp(id);
        done[id] = steps + 1;
        read[reads++] = id;
      }
    }
  }

  /** Brings all vectors up to date. */
  void settle() {
    for (int id = 0; id < done.length; id++) {
      catchUp(id);
    }
    Arrays.fill(done, 0);
    steps = 0;
    reads = 0;
  }

  private void catchUp(int id) {
    if (done[id] >= steps) {
      return;
    }
    load(id * width, width);
    for (int step = done[id]; step < steps; step++) {
      step(width, zeros, 1, rates[step]);
    }
    store(id * width, width);
  }

  /** Euclidean norm of the gradient. */
  double norm() {
    double squares = 0;
    for (int i = 0; i < reads; i++) {
      squares += squares(read[i] * width, width);
    }
    for (int from = vectors; from < size; from += BLOCK) {
      squares += squares(from, Math.min(BLOCK, size - from));
    }
    return Math.sqrt(squares);
  }

  /** In eight sums side by side: an addition need not wait for the one before. */
  private double squares(int from, int count) {
    gradient.get(from, g, 0, count);
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 7 < count; i += 8) {
      s0 += g[i] * g[i];
      s1 += g[i + 1] * g[i + 1];
      s2 += g[i + 2] * g[i + 2];
      s3 += g[i + 3] * g[i + 3];
      s4 += g[i + 4] * g[i + 4];
      s5 += g[i + 5] * g[i + 5];
      s6 += g[i + 6] * g[i + 6];
      s7 += g[i + 7] * g[i + 7];
    }
    for (; i < count; i++) {
      s0 += g[i] * g[i];
    }
    return (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }

  /**
   * Changes weights and state; the gradient stays.
   *
   * @param scale of the gradient
   * @param learningRate of this step
   * @param update how many steps there were before
   */
  void apply(double scale, double learningRate, int update) {
    int t = update + 1;
    float rate =
        (float)
            (learningRate
                * Math.sqrt(1 - Math.pow(adam.getBeta2(), t))
                / (1 - Math.pow(adam.getBeta1(), t)));
    for (int i = 0; i < reads; i++) {
      apply(read[i] * width, width, scale, rate);
    }
    for (int from = vectors; from < size; from += BLOCK) {
      apply(from, Math.min(BLOCK, size - from), scale, rate);
    }
    if (steps == rates.length) {
      rates = Arrays.copyOf(rates, 2 * steps);
    }
    rates[steps++] = rate;
  }

  private void apply(int from, int count, double scale, float rate) {
    load(from, count);
    gradient.get(from, g, 0, count);
    step(count, g, (float) scale, rate);
    store(from, count);
  }

  private void load(int from, int count) {
    weights.get(from, w, 0, count);
    moments.get(from, m, 0, count);
    moments.get(size + from, v, 0, count);
  }

  private void store(int from, int count) {
    weights.put(from, w, 0, count);
    moments.put(from, m, 0, count);
    moments.put(size + from, v, 0, count);
  }

  private void step(int count, float[] gradients, float scale, float rate) {
    float beta1 = (float) adam.getBeta1();
    float beta2 = (float) adam.getBeta2();
    float epsilon = (float) adam.getEpsilon();
    for (int i = 0; i < count; i++) {
      float gradient = gradients[i] * scale;
      m[i] = beta1 * m[i] + (1 - beta1) * gradient;
      v[i] = beta2 * v[i] + (1 - beta2) * (gradient * gradient);
      w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
