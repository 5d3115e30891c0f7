package dev.nextword.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of the page: a model that completes text. Safe for use by many threads at once. */
public interface Column {
  /** {@code ngram}, {@code rnn}, {@code gru} or {@code lstm}. */
  String name();

  /**
   * Completes a text with the caret at its end: in the middle of a word by words that begin with
   * the letters typed, after a space by the next word.
   *
   * @param text any text, the empty one too
   * @param k how many suggestions, at least 1
   */
  Completion complete(String text, int k);

  /**
   * Where a word stands that a person expects next.
   *
   * @param text as for {@link #complete}
   * @param word one word, in any case
   * @return null from a column that keeps no order of all its words
   */
  default @Nullable Expected expected(String text, String word) {
    return null;
  }

  /**
   * How well candidates follow a text.
   *
   * @param candidates each one or more words
   * @return natural log probability of each candidate, {@code [candidates.size()]}
   */
  double[] score(String context, List<String> candidates);
}
