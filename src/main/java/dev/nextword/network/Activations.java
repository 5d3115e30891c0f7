package dev.nextword.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Sigmoid and tanh in place. In single precision on the CPU they are computed in loops of which the
 * Java compiler makes vector instructions, six to ten times as fast as ND4J's operations; the
 * absolute error is below 4e-6.
 */
final class Activations {
  private Activations() {}

  /** {@code 1 / (1 + exp(-x))}, of a contiguous array. */
  static void sigmoid(INDArray x) {
    if (!inJava(x)) {
      Transforms.sigmoid(x, false);
      return;
    }
    float[] values = new float[(int) x.length()];
    FloatBuffer memory = x.data().asNioFloat();
    int from = (int) x.offset();
    memory.position(from).get(values);
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 / (1 + exponential(-values[i]));
    }
    memory.position(from).put(values);
  }

  /** {@code tanh(x) = 2 / (1 + exp(-2x)) - 1}, of a contiguous array. */
  static void tanh(INDArray x) {
    if (!inJava(x)) {
      Transforms.tanh(x, false);
      return;
    }
    float[] values = new float[(int) x.length()];
    FloatBuffer memory = x.data().asNioFloat();
    int from = (int) x.offset();
    memory.position(from).get(values);
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 / (1 + exponential(-2 * values[i])) - 1;
    }
    memory.position(from).put(values);
  }

  /** Whether Java reaches the array's memory, and single precision is all that is asked for. */
  static boolean inJava(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  /** Limited to exponents of -38 and 38, where a sigmoid is 0 or 1 in single precision. */
  private static float exponential(float x) {
    return Exponentials.ofSixtyFour(Math.max(-0.6f, Math.min(0.6f, x * (1f / 64))));
  }
}
