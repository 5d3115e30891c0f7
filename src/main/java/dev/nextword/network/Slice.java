package dev.nextword.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One vector of {@code hidden} numbers for each example of a batch at one time step, {@code
 * [hidden, batch]}: what the formulas of a {@link Cell} are written in. Every operation sets this
 * slice, number by number, and returns it, so that {@code a.product(b, c).plus(d)} is {@code a = b
 * c + d}. An argument may be the slice itself.
 *
 * <p>There are three kinds, for one window always the same: {@link FloatSlice} in single and {@link
 * DoubleSlice} in double precision on the CPU, {@link ArraySlice} on a GPU.
 *
 * <p>A slice may stand for a part of an array with which matrix products are made. It is then
 * worked on between {@link #pull} and {@link #push}.
 */
abstract class Slice {
  /** The slice that stands for this array: {@code [hidden, batch]}, each column contiguous. */
  static Slice of(INDArray array) {
    if (!Activations.onCpu()) {
      return new ArraySlice(array);
    }
    return switch (array.dataType()) {
      case FLOAT -> new FloatSlice(array);
      case DOUBLE -> new DoubleSlice(array);
      default -> new ArraySlice(array);
    };
  }

  /** A slice that stands for no array; outside of all workspaces, its values not yet set. */
  static Slice create(DataType type, int hidden, int batch) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return of(Nd4j.createUninitialized(type, new long[] {hidden, batch}, 'f'));
    }
  }

  /** Takes the numbers from the array that this slice stands for. */
  abstract Slice pull();

  /** Takes the numbers from another array of this shape, each column contiguous. */
  abstract Slice pull(INDArray from);

  /** Takes the numbers from a contiguous 'f' array {@code [batch, hidden]}. */
  abstract Slice pullTransposed(INDArray from);

  /** Puts the numbers into the array that this slice stands for. */
  abstract Slice push();

  /** Puts the numbers into another array of this shape, each column contiguous. */
  abstract Slice push(INDArray to);

  /** {@code this = a}. */
  abstract Slice set(Slice a);

  /** {@code this = 0}. */
  abstract Slice clear();

  /** {@code this = 0} for one example. */
  abstract Slice clear(int example);

  /** {@code this += a}. */
  abstract Slice plus(Slice a);

  /** {@code this *= a}. */
  abstract Slice times(Slice a);

  /** {@code this = a - b}. */
  abstract Slice difference(Slice a, Slice b);

  /** {@code this = a b}. */
  abstract Slice product(Slice a, Slice b);

  /** {@code this += a b}. */
  abstract Slice plusProduct(Slice a, Slice b);

  /** {@code this = 1 / (1 + exp(-this))}. */
  abstract Slice sigmoid();

  /** {@code this = tanh(this)}. */
  abstract Slice tanh();

  /** {@code this = max(0, this)}. */
  abstract Slice relu();

  /** The way back through {@code y = sigmoid(a)}: {@code this *= y (1 - y)}. */
  abstract Slice sigmoidBack(Slice y);

  /** The way back through {@code y = tanh(a)}: {@code this *= 1 - y^2}. */
  abstract Slice tanhBack(Slice y);

  /** The way back through {@code y = relu(a)}: {@code this = 0} where {@code y} is 0. */
  abstract Slice reluBack(Slice y);

  /**
   * {@code this = (this - mean) / deviation}, over the units of each example (layer normalisation).
   *
   * @param scale is set to 1 / deviation of the example
   */
  abstract Slice normalise(Slice scale);

  /**
   * The way back through {@code y = normalise(a)}: {@code this = scale (this - mean(this) - y
   * mean(this y))}, means over the units of each example.
   */
  abstract Slice normaliseBack(Slice y, Slice scale);

  /**
   * {@code this = 1 / stays} with probability {@code stays}, else 0, each number for itself. What
   * is drawn follows from the seed of ND4J's generator.
   */
  abstract Slice dropout(double stays);
}
