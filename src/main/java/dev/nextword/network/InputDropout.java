package dev.nextword.network;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Dropout of what a layer is given (Srivastava et al. 2014): in training some numbers, drawn anew
 * for each window, become 0, and the others are divided by the share that stays, so that nothing
 * need change when all stay. {@link org.deeplearning4j.nn.conf.dropout.Dropout} does the same and
 * takes several times as long.
 */
final class InputDropout {
  private @Nullable Slice factors; // [features, batch * time]
  private @Nullable Slice numbers;
  private long length;

  /**
   * The input of a window, {@code [batch, features, time]}, with some numbers left out.
   *
   * @param stays the probability that a number stays
   */
  INDArray apply(INDArray input, double stays, LayerWorkspaceMgr workspaces) {
    INDArray x = Series.flatten(input);
    Slice drawn = factors;
    Slice room = numbers;
    if (drawn == null || room == null || length != x.length()) {
      drawn = Slice.create(x.dataType(), x.rows(), x.columns());
      room = Slice.create(x.dataType(), x.rows(), x.columns());
      factors = drawn;
      numbers = room;
      length = x.length();
    }
    INDArray out = workspaces.createUninitialized(ArrayType.INPUT, x.dataType(), x.shape(), 'f');
    room.pull(x).times(drawn.dropout(stays)).push(out);
    return Series.unflatten(out, input.size(0));
  }

  /** The way back: in place of the gradient of what {@link #apply} made, that of the input. */
  void back(INDArray gradient) {
    Slice drawn = factors;
    Slice room = numbers;
    if (drawn == null || room == null) {
      throw new IllegalStateException("no forward pass yet");
    }
    room.pull(gradient).times(drawn).push(gradient);
  }
}
