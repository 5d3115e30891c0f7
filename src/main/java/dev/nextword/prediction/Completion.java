package dev.nextword.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model says to a text.
 *
 * @param suggestions best first
 * @param phrase two to five words, or null where the model is not sure enough
 */
public record Completion(List<Suggestion> suggestions, @Nullable Phrase phrase) {
  public Completion {
    suggestions = List.copyOf(suggestions);
  }
}
