package dev.nextword.prediction;

import dev.nextword.network.Exponentials;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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

  /** The words of a choice that are at least this probable, best first. */
  List<Candidate> atLeast(Choice choice, double probability) {
    // A little lower than asked, for the rounding of the logarithm; what is too much goes below.
    float least = (float) Math.log(probability) - 1e-5f;
    return IntStream.of(choice.ids())
        .filter(id -> logProbabilities[id] >= least)
        .mapToObj(id -> new Candidate(id, Math.exp(logProbabilities[id])))
        .filter(candidate -> candidate.probability() >= probability)
        .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
        .toList();
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
