package dev.nextword.lab;

import dev.nextword.network.CellType;

/** The recurrent cells of the lab; each is the program's own. */
public enum LabCell implements Labelled {
  /** Vanilla, tanh (Elman 1990). */
  RNN(CellType.RNN, "recurrent"),
  SIGMOID_RNN(CellType.SIGMOID_RNN, "recurrent"),
  /** With an identity start, the IRNN of Le, Jaitly and Hinton (2015). */
  RELU_RNN(CellType.RELU_RNN, "recurrent"),
  LAYER_NORM_RNN(CellType.LAYER_NORM_RNN, "recurrent"),
  RESIDUAL_RNN(CellType.RESIDUAL_RNN, "recurrent"),
  GRU(CellType.GRU, "reset", "update", "candidate"),
  LSTM(CellType.LSTM, "input", "forget", "candidate", "output");

  private final CellType type;
  private final String[] gates;

  LabCell(CellType type, String... gates) {
    this.type = type;
    this.gates = gates;
  }

  CellType type() {
    return type;
  }

  /** Names of the blocks of its recurrent matrix, in order. */
  String[] gates() {
    return gates.clone();
  }

  boolean isRectified() {
    return this == RELU_RNN;
  }

  /** Whether h itself shows how flat the slope is. */
  boolean canBeFlat() {
    return this == RNN || this == SIGMOID_RNN || this == LAYER_NORM_RNN;
  }

  /** Share of these values of h where the slope is below {@link Activation#FLAT}. */
  double flatShare(double[] h) {
    Activation activation = this == SIGMOID_RNN ? Activation.SIGMOID : Activation.TANH;
    int flat = 0;
    for (double value : h) {
      flat += canBeFlat() && activation.isSaturated(value) ? 1 : 0;
    }
    return (double) flat / h.length;
  }
}
