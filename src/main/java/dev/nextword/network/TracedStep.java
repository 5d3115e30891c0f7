package dev.nextword.network;

import java.util.ArrayList;
import java.util.List;

/**
 * One word read by all layers: derivatives of the network's state after it with respect to its
 * state before it. A state, or a gradient of one, is {@code [layer][state][hidden]}: h, and c for
 * the LSTM, which are all that is carried from word to word.
 */
final class TracedStep {
  private static final double[] NO_CHANGE = {};

  private final List<Step> forward; // by layer
  private final StepJacobian[] jacobians;

  /** A gradient of the state before a word, and of the word's vector. */
  record Before(double[][][] state, double[] vector) {}

  /**
   * @param x the word's vector
   * @param before {@code [layer][state][hidden]}
   */
  TracedStep(List<TracedLayer> layers, double[] x, double[][][] before) {
    this.forward = new ArrayList<>();
    this.jacobians = new StepJacobian[layers.size()];
    double[] read = x;
    for (int l = 0; l < jacobians.length; l++) {
      Step step = layers.get(l).forward(read, before[l]);
      forward.add(step);
      jacobians[l] = new StepJacobian(layers.get(l), step);
      read = TracedLayer.values(step.state())[0];
    }
  }

  double[][][] state() {
    return forward.stream()
        .map(step -> TracedLayer.values(step.state()))
        .toArray(double[][][]::new);
  }

  /** A gate's values, {@code [hidden]}. */
  double[] gate(int layer, Cell.Gate gate) {
    return ((DoubleSlice) forward.get(layer).gate()[gate.index()]).values();
  }

  /** The way back. */
  Before back(double[][][] after) {
    double[][][] before = new double[jacobians.length][][];
    double[] down = stateBefore(after, before, false);
    return new Before(before, down);
  }

  /** {@code J^T u}, within about 1e-4 of its length. */
  double[][][] quickBack(double[][][] after) {
    double[][][] before = new double[jacobians.length][][];
    stateBefore(after, before, true);
    return before;
  }

  private double[] stateBefore(double[][][] after, double[][][] before, boolean quick) {
    double[] down = NO_CHANGE;
    for (int l = jacobians.length - 1; l >= 0; l--) {
      double[][] u = after[l].clone();
      if (down.length > 0) { // what the layer above has read
        u[0] = u[0].clone();
        StepJacobian.add(down, u[0]);
      }
      before[l] = jacobians[l].back(u, quick);
      if (l > 0 || !quick) {
        down = jacobians[l].backToInput(u, quick);
      }
    }
    return down;
  }

  /** {@code J v}, within about 1e-4 of its length. */
  double[][][] quickForward(double[][][] before) {
    double[][][] after = new double[jacobians.length][][];
    double[] read = NO_CHANGE;
    for (int l = 0; l < jacobians.length; l++) {
      after[l] = jacobians[l].forward(before[l], read);
      read = after[l][0];
    }
    return after;
  }
}
