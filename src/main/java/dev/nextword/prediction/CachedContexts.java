package dev.nextword.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nextword.prediction.LanguageModel.State;
import java.util.List;

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
  private final Context start;

  CachedContexts(LanguageModel model, long stateBytes, long distributionBytes) {
    this.model = model;
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
    this.start = new Cached(PrefixKey.EMPTY, model.start());
  }

  /** The place at the beginning of a document. */
  Context start() {
    return start;
  }

  /** The place after these words, reading only what no cached prefix of them has read. */
  Context after(int[] ids) {
    PrefixKey[] keys = new PrefixKey[ids.length + 1];
    keys[0] = PrefixKey.EMPTY;
    for (int i = 0; i < ids.length; i++) {
      keys[i + 1] = keys[i].then(ids[i]);
    }
    int read = ids.length;
    State state = null;
    while (read > 0 && (state = states.getIfPresent(keys[read])) == null) {
      read--;
    }
    if (state == null) {
      state = model.start();
    }
    for (; read < ids.length; read++) {
      state = model.advance(state, ids[read]);
      int length = read + 1;
      if (ids.length - length < NEAR_END || length % STRIDE == 0) {
        states.put(keys[length], state);
      }
    }
    return new Cached(keys[ids.length], state);
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
