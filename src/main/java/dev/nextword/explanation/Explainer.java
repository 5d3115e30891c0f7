package dev.nextword.explanation;

import org.jspecify.annotations.Nullable;

/** Explains what one model predicts. Safe for use by many threads at once. */
public interface Explainer {
  /**
   * Explains the model's prediction of the next word.
   *
   * @param question the text and what to explain of it
   * @throws UnknownTargetException if the model does not know the target
   */
  Explanation explain(Question question);

  /**
   * What to explain.
   *
   * @param text the caret is at its end. A word under the caret is not read: its letters say what
   *     the next word begins with
   * @param target the word whose prediction to explain; null for the model's own first choice
   * @param units whether each unit's gate values are wanted, too
   * @param jacobian whether the norms of the products of Jacobians are wanted: they take most of
   *     the time
   */
  record Question(String text, @Nullable String target, boolean units, boolean jacobian) {}
}
