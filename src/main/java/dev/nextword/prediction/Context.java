package dev.nextword.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text, as one model sees it: what has been read, and what the model expects next.
 * Immutable, and safe for use by many threads.
 *
 * <p>The neural models and the n-gram model differ only here; suggestions, phrases and evaluation
 * are the same code for all of them.
 */
public interface Context {
  /** The place at the beginning of a document, for a neural model. */
  static Context start(LanguageModel model) {
    return new ModelContext(model, model.start());
  }

  /** The place after one more word. */
  Context then(int wordId);

  /**
   * The most probable words of a choice.
   *
   * @return at most {@code k} candidates with a probability above 0, best first; of equally
   *     probable words the more frequent one (the smaller id) first
   */
  List<Candidate> best(Choice choice, int k);

  /**
   * The most probable of all words, those never suggested too.
   *
   * @return null where none has a probability above 0
   */
  @Nullable Candidate likeliest();

  /** The probabilities of all words of a choice, added up. */
  double total(Choice choice);

  /** Natural log probability of one word among all words. */
  double logProbability(int wordId);
}
