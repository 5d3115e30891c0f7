package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;

/**
 * A probability for every next word, given the words before.
 *
 * <p>The model is immutable and holds no hidden state: what has been read is a {@link State}, an
 * immutable value of its own. Any number of threads may use one model at once.
 */
public interface LanguageModel {
  /** What has been read so far; immutable. */
  interface State {
    /** Approximate size on the heap in bytes, by which a cache of states is bounded. */
    default int bytes() {
      return 4096;
    }
  }

  /** The model's short name: {@code rnn}, {@code gru} or {@code lstm}. */
  String name();

  /** The words whose probabilities are given, by id. */
  Vocabulary vocabulary();

  /**
   * The state at the beginning of a document: {@link Vocabulary#END_OF_SENTENCE} read from a reset
   * state.
   */
  State start();

  /** The state after one more word; {@code state} itself is unchanged. */
  State advance(State state, int wordId);

  /**
   * Natural log probabilities of the next word.
   *
   * @return a new array {@code [vocabulary.size()]}, the caller's own; its exponentials add up to 1
   *     within 1e-4
   */
  float[] logProbabilities(State state);
}
