package dev.nextword.network;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of one layer for one window of text: what the forward pass makes and the backward pass
 * needs. Made once for a shape {@code [batch, time]} and used again for every window of that shape.
 *
 * <p>The {@link Series} are what matrix products are made with, all gates stacked. The {@link
 * Step}s are the same numbers cut up by time, gate and state, as the cell's formulas have them.
 */
final class Window {
  final int batch;
  final int time;

  /** {@code W_g x + b_g + R_g h}, {@code [gates * hidden]} a step; see {@link Step#gate}. */
  final Series gates;

  /** {@code R_g h}, {@code [gates * hidden]} a step; mostly the same object as {@link #gates}. */
  final Series recurrent;

  /** h before each step. */
  final Series previous;

  /** h after each step. */
  final Series state;

  /** Gradient of the loss with respect to {@code W_g x + b_g}, {@code [gates * hidden]} a step. */
  final Series inputGradient;

  /**
   * Gradient of the loss with respect to {@code R_g h}; mostly the same object as {@link
   * #inputGradient}.
   */
  final Series recurrentGradient;

  /**
   * dL/dh_t for every step: from the layer above, plus what comes back through time. This is the
   * gradient whose norm shows whether the past still counts.
   */
  final Series hiddenGradient;

  /** By time step. */
  final Step[] steps;

  /** The running gradient by state: {@link Step#gradient} of all steps. */
  final Slice[] running;

  /** What comes back from one step through {@code R h}, {@code [batch, hidden]}. */
  final INDArray through;

  /** Room for what is added to a running gradient. */
  final Slice room;

  /** {@code [batch * time, 1]}. */
  final INDArray ones;

  Window(Cell cell, DataType type, int hidden, int batch, int time) {
    this.batch = batch;
    this.time = time;
    int stacked = cell.gates() * hidden;
    gates = Series.create(type, stacked, batch, time);
    recurrent = cell.splitsProducts() ? Series.create(type, stacked, batch, time) : gates;
    previous = Series.create(type, hidden, batch, time);
    state = Series.create(type, hidden, batch, time);
    inputGradient = Series.create(type, stacked, batch, time);
    recurrentGradient =
        cell.splitsProducts() ? Series.create(type, stacked, batch, time) : inputGradient;
    hiddenGradient = Series.create(type, hidden, batch, time);

    ones = Series.create(type, (long) batch * time, 1, 1).all.assign(1);
    through = Series.create(type, batch, hidden, 1).all;
    room = Slice.create(type, hidden, batch);

    steps = new Step[time];
    IntFunction<Slice> made = any -> Slice.create(type, hidden, batch);
    running = slices(cell.states(), made);
    for (int t = 0; t < time; t++) {
      Slice[] gate = slices(gates.at[t], hidden);
      Slice[] input = slices(inputGradient.at[t], hidden);
      INDArray before = previous.at[t];
      INDArray after = state.at[t];
      steps[t] =
          new Step(
              gate,
              recurrent == gates ? gate : slices(recurrent.at[t], hidden),
              slices(cell.memories(), made),
              slices(cell.states(), s -> s == 0 ? Slice.of(before) : made.apply(s)),
              slices(cell.states(), s -> s == 0 ? Slice.of(after) : made.apply(s)),
              running,
              input,
              recurrentGradient == inputGradient ? input : slices(recurrentGradient.at[t], hidden));
    }
  }

  /** One slice for each gate of a stacked matrix. */
  static Slice[] slices(INDArray stacked, int hidden) {
    return slices(
        stacked.rows() / hidden, g -> Slice.of(Series.rows(stacked, (long) g * hidden, hidden)));
  }

  private static Slice[] slices(int count, IntFunction<Slice> slice) {
    Slice[] made = new Slice[count];
    Arrays.setAll(made, slice);
    return made;
  }
}
