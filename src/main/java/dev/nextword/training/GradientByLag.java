package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.batches.IdsFile;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * How much of the gradient reaches words further and further back: the norm of d loss / d word's
 * vector, by the number of words between that word and the one that is predicted. Taken on a copy
 * of the network without dropout, so that the training itself is not touched: it ends with the same
 * weights whether or not it is watched.
 */
final class GradientByLag {
  private static final int LANES = 16;
  private static final int LAGS = 48;

  private final WordNetwork copy;
  private final Batch batch;

  /**
   * @param text its documents' beginnings are read; shorter ones than {@value #LAGS} words count
   *     for the lags they have
   */
  GradientByLag(TrainingSettings settings, int vocabulary, IdsFile text) {
    NetworkSettings shape = settings.withoutDropout().network(vocabulary);
    this.copy = WordNetwork.create(shape, new NoOp());
    this.batch = batch(text);
  }

  /** The mean over lanes: {@code [lags]}, the word before the predicted one first. */
  List<Double> of(WordNetwork network) {
    copy.network().params().assign(network.network().params());
    double[] norms = copy.inputGradientNorms(batch);
    List<Double> means = new ArrayList<>();
    for (int t = batch.time() - 1; t >= 0; t--) {
      double sum = 0;
      for (int b = 0; b < batch.batch(); b++) {
        sum += norms[t * batch.batch() + b];
      }
      means.add(sum / batch.batch());
    }
    return means;
  }

  /** The first words of the longest documents, with a label at the last of them alone. */
  private static Batch batch(IdsFile text) {
    List<int[]> longest = new ArrayList<>();
    for (int i = 0; i < text.documents() && longest.size() < LANES; i++) {
      int[] ids = text.ids(i);
      if (ids.length > LAGS) {
        longest.add(ids);
      }
    }
    int time = LAGS;
    if (longest.isEmpty()) { // sentences: as many words as the longest of the first ones has
      for (int i = 0; i < text.documents() && i < 10 * LANES; i++) {
        longest.add(text.ids(i));
      }
      longest.sort((a, b) -> b.length - a.length);
      longest = longest.subList(0, Math.min(LANES, longest.size()));
      time = longest.get(longest.size() - 1).length - 1;
    }
    int lanes = longest.size();
    int[] inputs = new int[lanes * time];
    int[] labels = new int[lanes * time];
    Arrays.fill(labels, -1);
    for (int b = 0; b < lanes; b++) {
      for (int t = 0; t < time; t++) {
        inputs[t * lanes + b] = longest.get(b)[t];
      }
      labels[(time - 1) * lanes + b] = longest.get(b)[time];
    }
    boolean[][] restarts = new boolean[time][lanes];
    Arrays.fill(restarts[0], true);
    return new Batch(lanes, time, inputs, labels, new BitSet(), restarts);
  }
}
