package dev.nextword.prediction;

import dev.nextword.network.Exponentials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probability for every word of the vocabulary.
 *
 * @param logProbabilities natural logs, {@code [vocabulary]}
 */
record Distribution(float[] logProbabilities) {
  /** The {@code k} most probable words of a choice, best first. */
  List<Candidate> best(Choice choice, int k) {
    TopWords top = new TopWords(Math.min(k, choice.size()));
    for (int id : choice.ids()) {
      if (logProbabilities[id] >= top.least()) {
        top.offer(id, logProbabilities[id]);
      }
    }
    return top.candidates(Math::exp);
  }

  /** The most probable word of all, or null where none has a probability above 0. */
  @Nullable Candidate likeliest() {
    int best = 0;
    for (int id = 1; id < logProbabilities.length; id++) {
      best = logProbabilities[id] > logProbabilities[best] ? id : best;
    }
    double probability = Math.exp(logProbabilities[best]);
    return probability > 0 ? new Candidate(best, probability) : null;
  }

  /** The probabilities of a choice's words, added up. */
  double total(Choice choice) {
    return Exponentials.sum(logProbabilities, choice.ids());
  }

  /** Approximate size on the heap. */
  int bytes() {
    return 32 + 4 * logProbabilities.length;
  }
}
