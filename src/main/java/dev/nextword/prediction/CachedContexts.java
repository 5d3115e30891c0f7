package dev.nextword.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nextword.prediction.LanguageModel.State;
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
  /** While a text is read for the first time: states kept near its end, where a person edits. */
  private static final int NEAR_END = 64;

  /** And further up one state in so many: a change there costs at most as many steps. */
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
    PrefixKey[] keys = new PrefixKey[ids.length];
    keys[0] = PrefixKey.EMPTY;
    for (int i = 1; i < ids.length; i++) {
      keys[i] = keys[i - 1].then(ids[i]);
    }
    int read = ids.length - 1;
    State state = cached(keys[read]);
    while (state == null) {
      state = cached(keys[--read]);
    }
    while (++read < ids.length) {
      state = model.advance(state, ids[read]);
      if (ids.length - read <= NEAR_END || read % STRIDE == 0) {
        states.put(keys[read], state);
      }
    }
    return new Cached(keys[ids.length - 1], state);
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
