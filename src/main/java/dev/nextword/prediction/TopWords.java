package dev.nextword.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The best of the words offered, by insertion into a short sorted list: most words fall below the
 * list's end at once and cost one comparison. Of equally good words the smaller id, the more
 * frequent word, comes first.
 */
final class TopWords {
  private final int[] ids;
  private final double[] values;
  private int filled;
  private double least = -Double.MAX_VALUE; // leaves out what has no probability at all

  /**
   * @param k how many are kept; 0 where no words are offered
   */
  TopWords(int k) {
    this.ids = new int[k];
    this.values = new double[k];
  }

  /** What a word must be worth to be kept, at least. */
  double least() {
    return least;
  }

  void offer(int id, double value) {
    boolean full = filled == ids.length;
    if (!(value >= least) || (full && !isBefore(id, value, filled - 1))) {
      return;
    }
    int at = full ? filled - 1 : filled++;
    while (at > 0 && isBefore(id, value, at - 1)) {
      ids[at] = ids[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    ids[at] = id;
    values[at] = value;
    if (filled == ids.length) {
      least = values[filled - 1];
    }
  }

  private boolean isBefore(int id, double value, int place) {
    return value > values[place] || (value == values[place] && id < ids[place]);
  }

  /**
   * What was kept, best first.
   *
   * @param probability of a word, from the value it was offered with
   */
  List<Candidate> candidates(DoubleUnaryOperator probability) {
    List<Candidate> candidates = new ArrayList<>(filled);
    for (int at = 0; at < filled; at++) {
      candidates.add(new Candidate(ids[at], probability.applyAsDouble(values[at])));
    }
    return candidates;
  }
}
