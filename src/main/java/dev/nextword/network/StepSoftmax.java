package dev.nextword.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The softmax of a network as plain arrays, for one vector of features at a time: the formulas of
 * {@link ClusteredSoftmax}, every word's probability exact. Immutable, shared by all threads.
 */
final class StepSoftmax {
  private final Clusters clusters;
  private final Entries head;
  private final List<Tail> tails;

  /** One softmax's weights. */
  record Entries(IntegerMatrix weights, float[] bias) {
    // One column an entry in the file: one row an entry here.
    static Entries take(FloatBuffer parameters, int width, int entries) {
      float[] weights = StepWeights.take(parameters, width * entries);
      return new Entries(
          new IntegerMatrix(weights, entries, width), StepWeights.take(parameters, entries));
    }

    float[] logProbabilities(float[] h) {
      float[] scores = bias.clone();
      weights.addProduct(h, scores);
      float best = Float.NEGATIVE_INFINITY;
      for (float score : scores) {
        best = Math.max(best, score);
      }
      float logSum = (float) (best + Math.log(Exponentials.sum(scores, best)));
      for (int i = 0; i < scores.length; i++) {
        scores[i] -= logSum;
      }
      return scores;
    }
  }

  /** One cluster's weights. */
  record Tail(int width, IntegerMatrix projection, Entries words) {
    static Tail take(FloatBuffer parameters, int headWidth, int width, int words) {
      return new Tail(
          width,
          StepWeights.matrix(parameters, 1, width, headWidth),
          Entries.take(parameters, width, words));
    }

    float[] logProbabilities(float[] h) {
      float[] narrow = new float[width];
      projection.addProduct(h, narrow);
      return words.logProbabilities(narrow);
    }
  }

  /**
   * @param width of the features
   * @param parameters from which the softmax's are taken, as {@link WordSoftmaxConfiguration} has
   *     them
   */
  StepSoftmax(Clusters clusters, int width, FloatBuffer parameters) {
    this.clusters = clusters;
    this.head = Entries.take(parameters, width, clusters.head());
    this.tails =
        IntStream.range(0, clusters.count())
            .mapToObj(c -> Tail.take(parameters, width, clusters.width(c, width), clusters.size(c)))
            .toList();
  }

  Clusters clusters() {
    return clusters;
  }

  /** The shortlist's words, then an entry for each cluster. */
  Entries head() {
    return head;
  }

  /** By cluster. */
  List<Tail> tails() {
    return tails;
  }

  /** Natural log probabilities of all words. */
  float[] logProbabilities(float[] h) {
    float[] ofHead = head.logProbabilities(h);
    if (tails.isEmpty()) {
      return ofHead;
    }
    float[] all = Arrays.copyOf(ofHead, clusters.words());
    for (int c = 0; c < clusters.count(); c++) {
      float[] within = tails.get(c).logProbabilities(h);
      float ofCluster = ofHead[clusters.shortlist() + c];
      int from = clusters.from(c);
      for (int i = 0; i < within.length; i++) {
        all[from + i] = ofCluster + within[i];
      }
    }
    return all;
  }
}
