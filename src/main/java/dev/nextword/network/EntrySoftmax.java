package dev.nextword.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One softmax over some entries, {@code softmax(W^T h + b)}, with cross-entropy on the entries'
 * indices: over all words, or over the head or one cluster of an adaptive softmax.
 *
 * <p>The entries' scores are computed for some labels at a time, turned into the gradient where
 * they stand, and used up before the next.
 */
final class EntrySoftmax {
  /** Labels at a time, at most and at least. */
  private static final int MOST = 1_120;

  private static final int FEWEST = 160;

  /** Scores at a time: 64 MB of them in single precision. */
  private static final int NUMBERS = 16_000_000;

  /**
   * Labels at a time for so many entries: all of an ordinary window where memory allows. Each
   * product arranges its weights anew in memory, which for 160 labels takes a fifth of its time and
   * more than it gains by scores that stay in cache.
   */
  static int chunk(int entries) {
    return Math.min(MOST, Math.max(FEWEST, NUMBERS / entries));
  }

  /** How many numbers a pass over so many entries needs room for. */
  static long room(int entries) {
    return (long) entries * chunk(entries);
  }

  private final INDArray weights; // [features, entries]
  private final INDArray bias; // [entries, 1]

  EntrySoftmax(INDArray weights, INDArray bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * Natural log probability of each label's entry.
   *
   * @param h {@code [features, labels]}, 'f' order
   * @param labels entries, negative for padding, which gives 0
   * @param room at least {@link #room} numbers
   */
  double[] logProbabilities(INDArray h, int[] labels, INDArray room) {
    double[] ones = new double[labels.length];
    Arrays.fill(ones, 1);
    return pass(h, labels, ones, room, bias.dup('f'), (e, from) -> {});
  }

  /**
   * The same, and the gradient of {@code sum of factor * -ln p(label)}.
   *
   * @param labels at least one
   * @param factors by label, 0 for padding
   * @param ofWeights receives the gradient of the weights
   * @param ofBias of the bias
   * @param ofH of {@code h}
   */
  double[] gradient(
      INDArray h,
      int[] labels,
      double[] factors,
      INDArray room,
      INDArray ofWeights,
      INDArray ofBias,
      INDArray ofH) {
    ofBias.assign(0);
    return pass(
        h,
        labels,
        factors,
        room,
        ofBias,
        (e, from) -> {
          INDArray chunk = Series.columns(h, from, e.columns());
          Nd4j.gemm(chunk, e, ofWeights, false, true, 1, from == 0 ? 0 : 1);
          Nd4j.gemm(weights, e, Series.columns(ofH, from, e.columns()), false, false, 1, 0);
        });
  }

  /** What is done with the gradient of a chunk's scores, {@code [entries, labels of the chunk]}. */
  private interface Use {
    void of(INDArray e, int from);
  }

  private double[] pass(
      INDArray h, int[] labels, double[] factors, INDArray room, INDArray total, Use use) {
    double[] logProbabilities = new double[labels.length];
    int most = chunk(bias.rows());
    int chunks = (labels.length + most - 1) / most;
    int chunk = (labels.length + chunks - 1) / Math.max(1, chunks); // all of about one size
    for (int from = 0; from < labels.length; from += chunk) {
      int count = Math.min(chunk, labels.length - from);
      INDArray e = columns(room, count); // scores, then d loss / d score
      Nd4j.gemm(weights, Series.columns(h, from, count), e, true, false, 1, 0);
      double[] scores = scores(e, labels, from);
      double[] logarithms =
          ColumnSoftmax.inPlace(e, bias, Arrays.copyOfRange(factors, from, from + count), total);
      for (int i = 0; i < count; i++) {
        int entry = labels[from + i];
        if (entry >= 0) {
          double factor = factors[from + i];
          logProbabilities[from + i] = scores[i] - logarithms[i];
          e.putScalar(entry, i, e.getDouble(entry, i) - factor);
          total.putScalar(entry, 0, total.getDouble(entry, 0) - factor);
        }
      }
      use.of(e, from);
    }
    return logProbabilities;
  }

  /** All entries' probabilities, each column times its factor, into {@code out}. */
  void probabilities(INDArray h, double[] factors, INDArray out) {
    Nd4j.gemm(weights, h, out, true, false, 1, 0);
    ColumnSoftmax.inPlace(out, bias, factors, bias.dup('f'));
  }

  /** The first columns of a matrix of all entries in this room. */
  private INDArray columns(INDArray room, int count) {
    long entries = bias.rows();
    return Nd4j.create(
        room.data(), new long[] {entries, count}, new long[] {1, entries}, room.offset(), 'f');
  }

  /** Score and bias of each label, 0 for padding. */
  private double[] scores(INDArray unbiased, int[] labels, int from) {
    double[] scores = new double[unbiased.columns()];
    for (int i = 0; i < scores.length; i++) {
      int entry = labels[from + i];
      scores[i] = entry < 0 ? 0 : unbiased.getDouble(entry, i) + bias.getDouble(entry, 0);
    }
    return scores;
  }
}
