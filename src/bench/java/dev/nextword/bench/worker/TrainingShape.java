package dev.nextword.bench.worker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is trained: a word-level language model and the size of its batches.
 *
 * @param cell {@code rnn}, {@code gru} or {@code lstm}
 * @param vocabulary number of words
 * @param embedding width of a word's vector
 * @param hidden units of each recurrent layer
 * @param layers how many recurrent layers
 * @param batch lanes of text
 * @param time steps of a window
 * @param dropout share of the values left out between layers
 * @param cutoffs where the clusters of an adaptive softmax begin; empty for the full softmax
 */
public record TrainingShape(
    String cell,
    int vocabulary,
    int embedding,
    int hidden,
    int layers,
    int batch,
    int time,
    double dropout,
    List<Integer> cutoffs) {

  /** With the full softmax. */
  public TrainingShape(
      String cell,
      int vocabulary,
      int embedding,
      int hidden,
      int layers,
      int batch,
      int time,
      double dropout) {
    this(cell, vocabulary, embedding, hidden, layers, batch, time, dropout, List.of());
  }

  /** The inverse of {@link #line}. */
  public static TrainingShape of(String line) {
    String[] part = line.split(",");
    return new TrainingShape(
        part[0],
        Integer.parseInt(part[1]),
        Integer.parseInt(part[2]),
        Integer.parseInt(part[3]),
        Integer.parseInt(part[4]),
        Integer.parseInt(part[5]),
        Integer.parseInt(part[6]),
        Double.parseDouble(part[7]),
        Arrays.stream(part).skip(8).map(Integer::valueOf).toList());
  }

  /** As one word of a command line. */
  public String line() {
    String line =
        String.join(
            ",",
            cell,
            "" + vocabulary,
            "" + embedding,
            "" + hidden,
            "" + layers,
            "" + batch,
            "" + time,
            "" + dropout);
    return line + cutoffs.stream().map(cutoff -> "," + cutoff).collect(Collectors.joining());
  }

  /** For people, such as {@code LSTM V=10000 E=128 H=256 B=32 T=35}. */
  public String title() {
    return cell.toUpperCase(Locale.ROOT)
        + (" V=" + vocabulary + " E=" + embedding + " H=" + hidden)
        + (layers > 1 ? " layers=" + layers : "")
        + (" B=" + batch + " T=" + time)
        + (dropout > 0 ? " dropout=" + dropout : "");
  }

  /** Words of one update. */
  public int words() {
    return batch * time;
  }

  /** The same network without dropout, so that two programs compute the same. */
  public TrainingShape withoutDropout() {
    return new TrainingShape(cell, vocabulary, embedding, hidden, layers, batch, time, 0, cutoffs);
  }

  /** The same network for another number of lanes. */
  public TrainingShape lanes(int lanes) {
    return new TrainingShape(
        cell, vocabulary, embedding, hidden, layers, lanes, time, dropout, cutoffs);
  }

  /** The same network with clusters of words that begin here. */
  public TrainingShape cutoffs(List<Integer> cutoffs) {
    return new TrainingShape(
        cell, vocabulary, embedding, hidden, layers, batch, time, dropout, cutoffs);
  }

  /** Blocks of weights {@code W_g, R_g} of a cell. */
  public int gates() {
    return switch (cell) {
      case "rnn" -> 1;
      case "gru" -> 3;
      case "lstm" -> 4;
      default -> throw new IllegalArgumentException("there is no cell '" + cell + "'");
    };
  }

  /** Width of what a recurrent layer reads. */
  public int inputs(int layer) {
    return layer == 0 ? embedding : hidden;
  }

  /**
   * Floating-point operations of the matrix products of one update. Each product {@code [m, k] [k,
   * n]} costs {@code 2 m k n}; there are three for each weight matrix and word: the value, the
   * gradient of the weights, the gradient of the input. (The first layer's input gradient is needed
   * too: the embedding learns.) The softmax is taken as the full one.
   */
  public double productOperations() {
    double weights = (double) hidden * vocabulary;
    for (int layer = 0; layer < layers; layer++) {
      weights += (double) gates() * hidden * (inputs(layer) + hidden);
    }
    return 3 * 2 * weights * words();
  }

  /** Numbers that are learnt, with the full softmax. */
  public long parameters() {
    long count = (long) vocabulary * embedding + (long) (hidden + 1) * vocabulary;
    for (int layer = 0; layer < layers; layer++) {
      int biases = cell.equals("gru") ? 4 : gates();
      count += (long) hidden * (gates() * (inputs(layer) + hidden) + biases);
    }
    return count;
  }
}
