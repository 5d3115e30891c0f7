package dev.nextword.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sigmoid and tanh in single precision, in loops of which the Java compiler makes vector
 * instructions, six to ten times as fast as ND4J's operations; the absolute error is below 4e-6.
 */
final class Activations {
  private Activations() {}

  /** {@code x = 1 / (1 + exp(-x))}. */
  static void sigmoid(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 / (1 + exponential(-x[i]));
    }
  }

  /** {@code x = tanh(x) = 2 / (1 + exp(-2x)) - 1}. */
  static void tanh(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = 2 / (1 + exponential(-2 * x[i])) - 1;
    }
  }

  /** Whether Java reaches the array's memory, and single precision is all that is asked for. */
  static boolean inJava(INDArray array) {
    return array.dataType() == DataType.FLOAT && onCpu();
  }

  /** Whether Java reaches the memory of arrays. */
  static boolean onCpu() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  /** Limited to exponents of -38 and 38, where a sigmoid is 0 or 1 in single precision. */
  private static float exponential(float x) {
    return Exponentials.ofSixtyFour(Math.max(-0.6f, Math.min(0.6f, x * (1f / 64))));
  }
}
