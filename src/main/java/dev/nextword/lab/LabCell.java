package dev.nextword.lab;

import dev.nextword.network.CellType;

/** The recurrent cells of the lab; each is the program's own. */
public enum LabCell implements Labelled {
  /** Vanilla, tanh (Elman 1990). */
  RNN(CellType.RNN),
  SIGMOID_RNN(CellType.RNN),
  RELU_RNN(CellType.RELU_RNN),
  LAYER_NORM_RNN(CellType.RNN),
  RESIDUAL_RNN(CellType.RNN),
  GRU(CellType.GRU),
  LSTM(CellType.LSTM);

  private final CellType type;

  LabCell(CellType type) {
    this.type = type;
  }

  CellType type() {
    return type;
  }

  boolean isRectified() {
    return this == RELU_RNN;
  }
}
