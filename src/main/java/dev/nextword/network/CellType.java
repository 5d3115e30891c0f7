package dev.nextword.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** The kinds of recurrent cell. */
public enum CellType {
  /** The vanilla network of Elman (1990), with tanh. */
  RNN(VanillaCell::tanh),
  /** The vanilla network with a rectifier (Le et al. 2015). */
  RELU_RNN(VanillaCell::relu),
  /** Gated recurrent unit (Cho et al. 2014). */
  GRU(GruCell::new),
  /** Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate by Gers et al. 2000). */
  LSTM(LstmCell::new),
  /** The vanilla network with a sigmoid, whose slope is at most a quarter. */
  SIGMOID_RNN(VanillaCell::sigmoid),
  /** A tanh network that adds to its state (He et al. 2016, along time). */
  RESIDUAL_RNN(ResidualCell::new),
  /** A tanh network with layer normalisation (Ba, Kiros and Hinton 2016). */
  LAYER_NORM_RNN(LayerNormCell::new);

  private final Supplier<Cell> cell;

  CellType(Supplier<Cell> cell) {
    this.cell = cell;
  }

  /** The formulas of this cell. */
  Cell cell() {
    return cell.get();
  }

  /** How commands, files and the API write it, such as {@code lstm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The inverse of {@link #label}.
   *
   * @throws IllegalArgumentException naming the cells there are
   */
  public static CellType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no cell '"
                        + label
                        + "'; there are "
                        + String.join(
                            ", ", Arrays.stream(values()).map(CellType::label).toList())));
  }
}
