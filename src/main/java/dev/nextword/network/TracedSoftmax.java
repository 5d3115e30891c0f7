package dev.nextword.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The softmax after one text in double precision, and its way back. The formulas are those of
 * {@link StepSoftmax}; the logit of a word in a cluster is its own plus that of its cluster.
 */
final class TracedSoftmax {
  private final StepSoftmax softmax;
  private final Clusters clusters;
  private final Scores head;
  private final List<Scores> tails = new ArrayList<>();

  /** The scores of one softmax's entries. */
  private record Scores(StepSoftmax.Entries entries, double[] scores, double logSum) {
    static Scores of(StepSoftmax.Entries entries, double[] h) {
      double[] scores = entries.weights().product(h);
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < scores.length; i++) {
        scores[i] += entries.bias()[i];
        best = Math.max(best, scores[i]);
      }
      double sum = 0;
      for (double score : scores) {
        sum += Math.exp(score - best);
      }
      return new Scores(entries, scores, best + Math.log(sum));
    }

    double logProbability(int entry) {
      return scores[entry] - logSum;
    }

    /** d score / dh, or d(-ln p) / dh. */
    double[] back(int entry, boolean loss) {
      double[] e = new double[scores.length];
      if (loss) {
        for (int i = 0; i < e.length; i++) {
          e[i] = Math.exp(logProbability(i));
        }
      }
      e[entry] += loss ? -1 : 1;
      return entries.weights().transposedProduct(e);
    }
  }

  TracedSoftmax(StepSoftmax softmax, double[] h) {
    this.softmax = softmax;
    this.clusters = softmax.clusters();
    this.head = Scores.of(softmax.head(), h);
    for (StepSoftmax.Tail tail : softmax.tails()) {
      tails.add(Scores.of(tail.words(), tail.projection().product(h)));
    }
  }

  /** Natural log probabilities of all words. */
  double[] logProbabilities() {
    double[] all = new double[clusters.words()];
    for (int word = 0; word < all.length; word++) {
      int cluster = clusters.clusterOf(word);
      all[word] = head.logProbability(clusters.headEntry(word));
      if (cluster >= 0) {
        all[word] += tails.get(cluster).logProbability(word - clusters.from(cluster));
      }
    }
    return all;
  }

  double logit(int word) {
    int cluster = clusters.clusterOf(word);
    double ofHead = head.scores[clusters.headEntry(word)];
    return cluster < 0 ? ofHead : ofHead + tails.get(cluster).scores[word - clusters.from(cluster)];
  }

  /** The gradient with respect to h of the word's logit or, with {@code loss}, of {@code -ln p}. */
  double[] back(int word, boolean loss) {
    double[] ofH = head.back(clusters.headEntry(word), loss);
    int cluster = clusters.clusterOf(word);
    if (cluster >= 0) {
      double[] narrow = tails.get(cluster).back(word - clusters.from(cluster), loss);
      double[] through = softmax.tails().get(cluster).projection().transposedProduct(narrow);
      StepJacobian.add(through, ofH);
    }
    return ofH;
  }
}
