package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small model that is really trained: {@code p(w | v) = 0.8 c(v w) / c(v) + 0.2 p(w)}, with
 * unigrams smoothed by one. It counts its steps and its distributions, so that tests see what a
 * cache spares.
 */
public final class CountLanguageModel implements LanguageModel {
  /** The word before is all there is to remember. */
  record Last(int id) implements State {}

  final AtomicInteger steps = new AtomicInteger();
  final AtomicInteger distributions = new AtomicInteger();

  private final Vocabulary vocabulary;
  private final double[] unigrams;
  private final Map<Integer, Map<Integer, Integer>> bigrams = new HashMap<>();

  /**
   * @param documents ids {@code <eos> w w <eos>}
   */
  public CountLanguageModel(Vocabulary vocabulary, List<int[]> documents) {
    this.vocabulary = vocabulary;
    this.unigrams = new double[vocabulary.size()];
    Arrays.fill(unigrams, 1);
    for (int[] ids : documents) {
      for (int i = 1; i < ids.length; i++) {
        unigrams[ids[i]]++;
        bigrams.computeIfAbsent(ids[i - 1], v -> new HashMap<>()).merge(ids[i], 1, Integer::sum);
      }
    }
    double total = Arrays.stream(unigrams).sum();
    Arrays.setAll(unigrams, id -> unigrams[id] / total);
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public State start() {
    return new Last(Vocabulary.END_OF_SENTENCE);
  }

  @Override
  public State advance(State state, int wordId) {
    steps.incrementAndGet();
    return new Last(wordId);
  }

  @Override
  public float[] logProbabilities(State state) {
    distributions.incrementAndGet();
    Map<Integer, Integer> followers = bigrams.getOrDefault(((Last) state).id(), Map.of());
    double total = followers.values().stream().mapToInt(Integer::intValue).sum();
    double[] probabilities = new double[unigrams.length];
    double lambda = total == 0 ? 0 : 0.8;
    Arrays.setAll(probabilities, id -> (1 - lambda) * unigrams[id]);
    followers.forEach((id, count) -> probabilities[id] += lambda * count / total);
    float[] logs = new float[probabilities.length];
    for (int id = 0; id < logs.length; id++) {
      logs[id] = (float) Math.log(probabilities[id]);
    }
    return logs;
  }
}
