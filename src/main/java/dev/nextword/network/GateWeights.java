package dev.nextword.network;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer's weights, or their gradients, with the matrices of all gates one below the
 * other, so that one matrix product serves all gates. In the network's parameters they lie side by
 * side, see {@link RecurrentConfiguration}.
 */
final class GateWeights {
  /** {@code W}: {@code [gates * hidden, inputs]}. */
  final INDArray input;

  /** {@code R}: {@code [gates * hidden, hidden]}. */
  final INDArray recurrent;

  /** {@code b}: {@code [gates * hidden, 1]}, added to {@code W x}. */
  final INDArray bias;

  /**
   * {@code [gates * hidden, 1]}, added to {@code R h} where the cell {@linkplain
   * Cell#splitsProducts splits its products}: 0 but for the last gate.
   */
  final INDArray recurrentBias;

  private final Slice[] inputBlocks;
  private final Slice[] recurrentBlocks;
  private final Slice[] biasBlocks; // those of the bias, then that of the recurrent bias

  GateWeights(Cell cell, DataType type, int hidden, int inputs) {
    int rows = cell.gates() * hidden;
    input = Series.create(type, rows, inputs, 1).all;
    recurrent = Series.create(type, rows, hidden, 1).all;
    bias = Series.create(type, rows, 1, 1).all;
    recurrentBias = Series.create(type, rows, 1, 1).all.assign(0);
    inputBlocks = Window.slices(input, hidden);
    recurrentBlocks = Window.slices(recurrent, hidden);
    biasBlocks = Arrays.copyOf(Window.slices(bias, hidden), cell.biases());
    if (cell.splitsProducts()) {
      biasBlocks[cell.gates()] = Window.slices(recurrentBias, hidden)[cell.gates() - 1];
    }
  }

  /** Copies the layer's parameters into these matrices. */
  void take(Map<String, INDArray> parameters) {
    copy(parameters, (stacked, beside) -> stacked.pull(beside).push());
  }

  /** Copies these matrices into the layer's parameters, or their gradients. */
  void give(Map<String, INDArray> parameters) {
    copy(parameters, (stacked, beside) -> stacked.pull().push(beside));
  }

  private void copy(Map<String, INDArray> parameters, BiConsumer<Slice, INDArray> each) {
    each(inputBlocks, parameters.get(RecurrentConfiguration.INPUT_WEIGHTS), each);
    each(recurrentBlocks, parameters.get(RecurrentConfiguration.RECURRENT_WEIGHTS), each);
    each(biasBlocks, parameters.get(RecurrentConfiguration.BIAS), each);
  }

  private static void each(Slice[] stacked, INDArray beside, BiConsumer<Slice, INDArray> each) {
    long columns = beside.columns() / stacked.length;
    for (int block = 0; block < stacked.length; block++) {
      each.accept(stacked[block], Series.columns(beside, block * columns, columns));
    }
  }
}
