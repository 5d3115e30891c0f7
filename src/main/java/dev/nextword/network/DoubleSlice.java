package dev.nextword.network;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A slice in double precision in plain Java. It may stand for no array of ND4J: for the gradients
 * that explain a prediction, where ND4J is not loaded. Or it stands for one on the CPU, as a {@link
 * FloatSlice} does: for small networks whose gradients are looked at, where an operation of ND4J
 * takes ten times as long as its numbers. An argument of one example counts for every example of
 * this slice, so that one forward pass serves many ways back.
 */
final class DoubleSlice extends Slice {
  private final double[] values; // example after example
  private final int hidden;

  private final @Nullable INDArray array;

  /** As many examples as fit; the numbers are not copied. */
  DoubleSlice(double[] values, int hidden) {
    this.values = values;
    this.hidden = hidden;
    this.array = null;
  }

  /** Stands for this array, {@code [hidden, batch]}, each column contiguous. */
  DoubleSlice(INDArray array) {
    this.values = new double[(int) array.length()];
    this.hidden = array.rows();
    this.array = array;
  }

  /** Zeros. */
  static DoubleSlice zeros(int hidden, int batch) {
    return new DoubleSlice(new double[hidden * batch], hidden);
  }

  /** The numbers themselves, example after example. */
  double[] values() {
    return values;
  }

  private interface Formula {
    double of(double self, double a, double b);
  }

  private DoubleSlice each(Slice a, Slice b, Formula formula) {
    double[] x = ((DoubleSlice) a).values;
    double[] y = ((DoubleSlice) b).values;
    for (int from = 0; from < values.length; from += hidden) {
      int ofX = x.length == hidden ? 0 : from;
      int ofY = y.length == hidden ? 0 : from;
      for (int j = 0; j < hidden; j++) {
        values[from + j] = formula.of(values[from + j], x[ofX + j], y[ofY + j]);
      }
    }
    return this;
  }

  @Override
  Slice set(Slice a) {
    return each(a, a, (self, x, same) -> x);
  }

  @Override
  Slice clear() {
    Arrays.fill(values, 0);
    return this;
  }

  @Override
  Slice clear(int example) {
    Arrays.fill(values, example * hidden, (example + 1) * hidden, 0);
    return this;
  }

  @Override
  Slice plus(Slice a) {
    return each(a, a, (self, x, same) -> self + x);
  }

  @Override
  Slice times(Slice a) {
    return each(a, a, (self, x, same) -> self * x);
  }

  @Override
  Slice difference(Slice a, Slice b) {
    return each(a, b, (self, x, y) -> x - y);
  }

  @Override
  Slice product(Slice a, Slice b) {
    return each(a, b, (self, x, y) -> x * y);
  }

  @Override
  Slice plusProduct(Slice a, Slice b) {
    return each(a, b, (self, x, y) -> self + x * y);
  }

  @Override
  Slice sigmoid() {
    return each(this, this, (x, same, again) -> 1 / (1 + Math.exp(-x)));
  }

  @Override
  Slice tanh() {
    return each(this, this, (x, same, again) -> Math.tanh(x));
  }

  @Override
  Slice relu() {
    return each(this, this, (x, same, again) -> Math.max(0, x));
  }

  @Override
  Slice sigmoidBack(Slice of) {
    return each(of, of, (self, y, same) -> self * y * (1 - y));
  }

  @Override
  Slice tanhBack(Slice of) {
    return each(of, of, (self, y, same) -> self * (1 - y * y));
  }

  @Override
  Slice reluBack(Slice of) {
    return each(of, of, (self, y, same) -> y > 0 ? self : 0);
  }

  @Override
  Slice normalise(Slice scale) {
    double[] of = ((DoubleSlice) scale).values;
    for (int from = 0; from < values.length; from += hidden) {
      Arrays.fill(of, from, from + hidden, Normalisation.normalise(values, from, hidden));
    }
    return this;
  }

  @Override
  Slice normaliseBack(Slice of, Slice scale) {
    double[] y = ((DoubleSlice) of).values;
    double[] scales = ((DoubleSlice) scale).values;
    for (int from = 0; from < values.length; from += hidden) {
      int ofY = y.length == hidden ? 0 : from;
      Normalisation.back(values, from, hidden, y, ofY, scales[scales.length == hidden ? 0 : from]);
    }
    return this;
  }

  @Override
  Slice dropout(double stays) {
    SplittableRandom random = new SplittableRandom(Nd4j.getRandom().nextLong());
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < stays ? 1 / stays : 0;
    }
    return this;
  }

  @Override
  Slice pull() {
    return array == null ? this : pull(array);
  }

  @Override
  Slice push() {
    return array == null ? this : push(array);
  }

  @Override
  Slice pull(INDArray from) {
    DoubleBuffer its = from.data().asNioDouble();
    for (int i = 0; i < values.length; i += hidden) {
      its.position(column(from, i)).get(values, i, hidden);
    }
    return this;
  }

  @Override
  Slice pullTransposed(INDArray from) {
    DoubleBuffer its = from.data().asNioDouble();
    int at = (int) from.offset();
    for (int j = 0; j < hidden; j++) {
      for (int i = j; i < values.length; i += hidden) {
        values[i] = its.get(at++);
      }
    }
    return this;
  }

  @Override
  Slice push(INDArray to) {
    DoubleBuffer its = to.data().asNioDouble();
    for (int i = 0; i < values.length; i += hidden) {
      its.position(column(to, i)).put(values, i, hidden);
    }
    return this;
  }

  /** Where the example's column begins that has this place among the values. */
  private int column(INDArray of, int at) {
    return (int) (of.offset() + (long) (at / hidden) * of.stride(1));
  }
}
