package dev.nextword.bench.worker;

import java.util.Arrays;
import java.util.Random;

/**
 * Ids distributed as words are: the chance of the word of rank r is proportional to {@code 1 / (r +
 * 2.7)} (Zipf's law in Mandelbrot's form). The same seed gives every contestant the same text. It
 * is read in {@code batch} lanes, window after window, from the start again after {@value #WINDOWS}
 * windows.
 */
public final class ZipfText {
  private static final int WINDOWS = 40;
  private static final double MANDELBROT = 2.7;

  private final int batch;
  private final int time;
  private final int[][] lanes; // [batch][WINDOWS * time + 1]

  /** A text for this shape. */
  public ZipfText(TrainingShape shape, long seed) {
    this.batch = shape.batch();
    this.time = shape.time();
    double[] cumulative = new double[shape.vocabulary()];
    double sum = 0;
    for (int rank = 0; rank < cumulative.length; rank++) {
      sum += 1 / (rank + 1 + MANDELBROT);
      cumulative[rank] = sum;
    }
    Random random = new Random(seed);
    lanes = new int[batch][WINDOWS * time + 1];
    for (int[] lane : lanes) {
      for (int i = 0; i < lane.length; i++) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
        lane[i] = Math.min(at < 0 ? -at - 1 : at, cumulative.length - 1);
      }
    }
  }

  /** Ids of a window; that of lane b at step t is at index {@code t * batch + b}. */
  public int[] inputs(long window) {
    return ids(window, 0);
  }

  /** The ids that follow {@link #inputs}, in the same order. */
  public int[] labels(long window) {
    return ids(window, 1);
  }

  private int[] ids(long window, int shift) {
    int from = (int) (window % WINDOWS) * time + shift;
    int[] ids = new int[batch * time];
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < batch; b++) {
        ids[t * batch + b] = lanes[b][from + t];
      }
    }
    return ids;
  }
}
