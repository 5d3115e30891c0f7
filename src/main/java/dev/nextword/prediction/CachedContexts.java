package dev.nextword.prediction;

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
  private final LeastRecentlyUsed<Read> states;
  private final LeastRecentlyUsed<Distribution> distributions;
  private final Read start;

  CachedContexts(LanguageModel model, long stateBytes, long distributionBytes) {
    this.model = model;
    this.start = new Read(model.start());
    this.states = new LeastRecentlyUsed<>(stateBytes, read -> 176 + read.state.bytes());
    this.distributions =
        new LeastRecentlyUsed<>(distributionBytes, distribution -> 128 + distribution.bytes());
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
    Read known = cached(kept.get(at));
    while (known == null) {
      known = cached(kept.get(--at));
    }
    State state = known.state;
    for (int next = kept.get(at++).length() + 1; next <= end; next++) {
      state = model.advance(state, ids[next]);
      if (next == kept.get(at).length()) {
        known = new Read(state);
        states.put(kept.get(at++), known);
      }
    }
    return new Cached(key, known);
  }

  /** The next place after {@code at} whose state is kept; {@code end} is always kept. */
  private static int nextKept(int at, int end) {
    int nearEnd = end - NEAR_END + 1;
    return at + 1 >= nearEnd ? at + 1 : Math.min((at / STRIDE + 1) * STRIDE, nearEnd);
  }

  private @Nullable Read cached(PrefixKey key) {
    return key.length() == 0 ? start : states.get(key);
  }

  /**
   * What is kept of a prefix. Its most probable next word is all that a phrase asks for, key after
   * key, and a thousandth of a distribution.
   */
  private static final class Read {
    final State state;
    volatile @Nullable Candidate likeliest;

    Read(State state) {
      this.state = state;
    }
  }

  private final class Cached implements Context {
    private final PrefixKey key;
    private final Read read;

    Cached(PrefixKey key, Read read) {
      this.key = key;
      this.read = read;
    }

    @Override
    public Context then(int wordId) {
      PrefixKey next = key.then(wordId);
      return new Cached(next, states.get(next, () -> new Read(model.advance(read.state, wordId))));
    }

    @Override
    public List<Candidate> best(Choice choice, int k) {
      return distribution().best(choice, k);
    }

    @Override
    public @Nullable Candidate likeliest() {
      Candidate known = read.likeliest;
      if (known == null) {
        known = distribution().likeliest();
        read.likeliest = known;
      }
      return known;
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
      return distributions.get(key, () -> new Distribution(model.logProbabilities(read.state)));
    }
  }
}
