package dev.nextword.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nextword.prediction.LanguageModel.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language model with a memory of the prefixes it has read lately.
 *
 * <p>One cache holds states (a few kilobytes each), a smaller one the distributions that belong to
 * the latest states (four bytes a word). A key that begins a new word finds the state before it and
 * costs one step; a key inside a word finds the distribution and costs none. Both caches are
 * bounded by bytes, and hold no text: see {@link PrefixKey}.
 */
final class CachedContexts {
  /** States are kept and looked for near the end of a text, where a person edits. */
  private static final int NEAR_END = 64;

  /** And further up one in so many: a change there costs at most as many steps. */
  private static final int STRIDE = 64;

  private final LanguageModel model;
  private final Cache<PrefixKey, State> states;
  private final Cache<PrefixKey, Distribution> distributions;
  private final State start;

  CachedContexts(LanguageModel model, long stateBytes, long distributionBytes) {
    this.model = model;
    this.start = model.start();
    this.states =
        Caffeine.newBuilder()
            .maximumWeight(stateBytes)
            .weigher((PrefixKey key, State state) -> 96 + state.bytes())
            .build();
    this.distributions =
        Caffeine.newBuilder()
            .maximumWeight(distributionBytes)
            .weigher((PrefixKey key, Distribution distribution) -> 96 + distribution.bytes())
            .build();
  }

  /**
   * The place after a document, reading only what no cached prefix of it has read.
   *
   * @param ids {@code <eos> w w ...}; {@link LanguageModel#start} has read the first one already
   */
  Context after(int[] ids) {
    int end = ids.length - 1;
    List<PrefixKey> kept = new ArrayList<>(); // by rising length
    PrefixKey key = PrefixKey.EMPTY;
    kept.add(key);
    while (key.length() < end) {
      int next = nextKept(key.length(), end);
      key = key.then(ids, key.length() + 1, next + 1);
      kept.add(key);
    }
    int at = kept.size() - 1;
    State state = cached(kept.get(at));
    while (state == null) {
      state = cached(kept.get(--at));
    }
    for (int read = kept.get(at++).length() + 1; read <= end; read++) {
      state = model.advance(state, ids[read]);
      if (read == kept.get(at).length()) {
        states.put(kept.get(at++), state);
      }
    }
    return new Cached(key, state);
  }

  /** The next place after {@code at} whose state is kept; {@code end} is always kept. */
  private static int nextKept(int at, int end) {
    int nearEnd = end - NEAR_END + 1;
    return at + 1 >= nearEnd ? at + 1 : Math.min((at / STRIDE + 1) * STRIDE, nearEnd);
  }

  private @Nullable State cached(PrefixKey key) {
    return key.length() == 0 ? start : states.getIfPresent(key);
  }

  private final class Cached implements Context {
    private final PrefixKey key;
    private final State state;

    Cached(PrefixKey key, State state) {
      this.key = key;
      this.state = state;
    }

    @Override
    public Context then(int wordId) {
      PrefixKey next = key.then(wordId);
      return new Cached(next, states.get(next, missing -> model.advance(state, wordId)));
    }

    @Override
    public List<Candidate> best(Choice choice, int k) {
      return distribution().best(choice, k);
    }

    @Override
    public List<Candidate> atLeast(Choice choice, double probability) {
      return distribution().atLeast(choice, probability);
    }

    @Override
    public double probability(Choice choice, int wordId) {
      return Math.exp(logProbability(wordId));
    }

    @Override
    public double total(Choice choice) {
      return distribution().total(choice);
    }

    @Override
    public double logProbability(int wordId) {
      return distribution().logProbabilities()[wordId];
    }

    private Distribution distribution() {
      return distributions.get(key, missing -> new Distribution(model.logProbabilities(state)));
    }
  }
}
