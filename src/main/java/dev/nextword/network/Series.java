package dev.nextword.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One vector for every example and time step, in the layout all of this package works in.
 *
 * <p>{@code all} is {@code [features, batch * time]}, 'f' order: the features of one example at one
 * step lie side by side, then come the other examples of that step, then the next step. So one
 * matrix product serves all steps at once, and the slice of one step is contiguous too:
 *
 * <pre>
 *   column   0      1      2      3      4      5      6   ...
 *          t=0    t=0    t=0    t=1    t=1    t=1    t=2      batch of 3
 *          b=0    b=1    b=2    b=0    b=1    b=2    b=0
 * </pre>
 */
final class Series {
  /** {@code [features, batch * time]}, 'f' order. */
  final INDArray all;

  /** By time step: a view {@code [features, batch]} of {@link #all}. */
  final INDArray[] at;

  private Series(INDArray all, int batch) {
    this.all = all;
    int time = (int) (all.columns() / batch);
    this.at = new INDArray[time];
    for (int t = 0; t < time; t++) {
      at[t] = columns(all, (long) t * batch, batch);
    }
  }

  /** A new series outside of all workspaces, its values not yet set. */
  static Series create(DataType type, long features, int batch, int time) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return new Series(
          Nd4j.createUninitialized(type, new long[] {features, (long) batch * time}, 'f'), batch);
    }
  }

  /** The columns {@code from} to {@code from + count} of a contiguous 'f' matrix, as a view. */
  static INDArray columns(INDArray matrix, long from, long count) {
    long rows = matrix.rows();
    return Nd4j.create(
        matrix.data(),
        new long[] {rows, count},
        new long[] {1, rows},
        matrix.offset() + from * rows,
        'f');
  }

  /** The rows {@code from} to {@code from + count} of a contiguous 'f' matrix, as a view. */
  static INDArray rows(INDArray matrix, long from, long count) {
    return Nd4j.create(
        matrix.data(),
        new long[] {count, matrix.columns()},
        new long[] {1, matrix.rows()},
        matrix.offset() + from,
        'f');
  }

  /**
   * Deeplearning4j's {@code [batch, features, time]} as {@code [features, batch * time]}: a view
   * where the memory already lies so, as it does between our own layers, else a copy.
   */
  static INDArray flatten(INDArray activations) {
    INDArray x = activations.permute(1, 0, 2); // [features, batch, time]
    long features = x.size(0);
    long batch = x.size(1);
    long time = x.size(2);
    boolean inPlace =
        (features == 1 || x.stride(0) == 1)
            && (batch == 1 || x.stride(1) == features)
            && (time == 1 || x.stride(2) == features * batch);
    if (inPlace) {
      return Nd4j.create(
          x.data(), new long[] {features, batch * time}, new long[] {1, features}, x.offset(), 'f');
    }
    return x.dup('f').reshape('f', features, batch * time);
  }

  /** The inverse of {@link #flatten}: a view {@code [batch, features, time]}. */
  static INDArray unflatten(INDArray matrix, long batch) {
    return matrix.reshape('f', matrix.rows(), batch, matrix.columns() / batch).permute(1, 0, 2);
  }
}
