package dev.nextword.prediction;

import dev.nextword.network.Exponentials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A probability for every word of the vocabulary.
 *
 * @param logProbabilities natural logs, {@code [vocabulary]}
 */
record Distribution(float[] logProbabilities) {
  /**
   * The {@code k} most probable words of a choice, best first, by insertion into a short sorted
   * list: ids stand in order of frequency, so most words fall below the list's end at once and cost
   * one comparison.
   */
  List<Candidate> best(Choice choice, int k) {
    int[] ids = choice.ids();
    int length = Math.min(k, ids.length);
    int[] best = new int[length];
    int filled = 0;
    float least = Float.NEGATIVE_INFINITY; // also leaves out what has no probability at all
    for (int id : ids) {
      float value = logProbabilities[id];
      if (!(value > least)) {
        continue;
      }
      int at = filled < length ? filled++ : length - 1;
      while (at > 0 && logProbabilities[best[at - 1]] < value) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = id;
      if (filled == length) {
        least = logProbabilities[best[length - 1]];
      }
    }
    List<Candidate> candidates = new ArrayList<>(filled);
    for (int at = 0; at < filled; at++) {
      candidates.add(new Candidate(best[at], Math.exp(logProbabilities[best[at]])));
    }
    return candidates;
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
