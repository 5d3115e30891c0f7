package dev.nextword.lab;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** From when on a task is learned. */
final class LearnedAt {
  private LearnedAt() {}

  /** The first update from which on every measured accuracy is at least this; null for none. */
  static <T> @Nullable Integer of(
      List<T> log, ToIntFunction<T> update, ToDoubleFunction<T> accuracy, double asked) {
    Integer at = null;
    for (int i = log.size() - 1; i >= 0 && accuracy.applyAsDouble(log.get(i)) >= asked; i--) {
      at = update.applyAsInt(log.get(i));
    }
    return at;
  }
}
