package dev.nextword.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A slice by ND4J's operations: on a GPU. It works in the array that it stands for. */
final class ArraySlice extends Slice {
  private final INDArray array;

  ArraySlice(INDArray array) {
    this.array = array;
  }

  private static INDArray array(Slice a) {
    return ((ArraySlice) a).array;
  }

  @Override
  Slice pull() {
    return this;
  }

  @Override
  Slice pull(INDArray from) {
    array.assign(from);
    return this;
  }

  @Override
  Slice pullTransposed(INDArray from) {
    return pull(from.transpose());
  }

  @Override
  Slice push() {
    return this;
  }

  @Override
  Slice push(INDArray to) {
    to.assign(array);
    return this;
  }

  @Override
  Slice set(Slice a) {
    array.assign(array(a));
    return this;
  }

  @Override
  Slice clear() {
    array.assign(0);
    return this;
  }

  @Override
  Slice clear(int example) {
    Series.columns(array, example, 1).assign(0);
    return this;
  }

  @Override
  Slice plus(Slice a) {
    array.addi(array(a));
    return this;
  }

  @Override
  Slice times(Slice a) {
    array.muli(array(a));
    return this;
  }

  @Override
  Slice difference(Slice a, Slice b) {
    array(a).subi(array(b), array);
    return this;
  }

  @Override
  Slice product(Slice a, Slice b) {
    array(a).muli(array(b), array);
    return this;
  }

  @Override
  Slice plusProduct(Slice a, Slice b) {
    array.addi(array(a).mul(array(b)));
    return this;
  }

  @Override
  Slice sigmoid() {
    Transforms.sigmoid(array, false);
    return this;
  }

  @Override
  Slice tanh() {
    Transforms.tanh(array, false);
    return this;
  }

  @Override
  Slice relu() {
    Transforms.relu(array, false);
    return this;
  }

  @Override
  Slice sigmoidBack(Slice y) {
    array.muli(array(y).rsub(1).muli(array(y)));
    return this;
  }

  @Override
  Slice tanhBack(Slice y) {
    array.muli(array(y).mul(array(y)).rsubi(1));
    return this;
  }

  @Override
  Slice reluBack(Slice y) {
    array.muli(array(y).gt(0).castTo(array.dataType()));
    return this;
  }

  @Override
  Slice normalise(Slice scale) {
    double[] doubles = numbers(array);
    double[] scales = new double[doubles.length];
    int hidden = array.rows();
    for (int from = 0; from < doubles.length; from += hidden) {
      Arrays.fill(scales, from, from + hidden, Normalisation.normalise(doubles, from, hidden));
    }
    take(array(scale), scales);
    return take(array, doubles);
  }

  @Override
  Slice normaliseBack(Slice of, Slice scale) {
    double[] doubles = numbers(array);
    double[] y = numbers(array(of));
    double[] scales = numbers(array(scale));
    int hidden = array.rows();
    for (int from = 0; from < doubles.length; from += hidden) {
      Normalisation.back(doubles, from, hidden, y, from, scales[from]);
    }
    return take(array, doubles);
  }

  /** Example after example: layer normalisation goes over the units of one, in plain Java. */
  private static double[] numbers(INDArray array) {
    return array.dup('f').data().asDouble();
  }

  private Slice take(INDArray into, double[] doubles) {
    into.assign(
        Nd4j.create(doubles, new long[] {into.rows(), into.columns()}, 'f')
            .castTo(into.dataType()));
    return this;
  }

  @Override
  Slice dropout(double stays) {
    Nd4j.getExecutioner().exec(new DropOutInverted(array.assign(1), array, stays));
    return this;
  }
}
