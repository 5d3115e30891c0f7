package dev.nextword.batches;

import java.util.BitSet;

/**
 * One window of ids, {@code [batch, time]}; the value of lane b at step t is at index {@code t * batch + b}.
 *
 * @param inputs ids that are read
 * @param labels ids that follow them, or -1 where there is nothing to predict (padding)
 * @param answers indices of labels that a woven cue decides
 * @param restarts {@code [time][batch]}: a document begins here
 */
public record Batch(
    int batch, int time, int[] inputs, int[] labels, BitSet answers, boolean[][] restarts) {

  /** How many labels there are. */
  public int labelled() {
    int count = 0;
    for (int label : labels) {
      count += label < 0 ? 0 : 1;
    }
    return count;
  }
}
