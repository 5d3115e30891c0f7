package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a network at one measurement of its training.
 *
 * @param suggestions how it completes the prompt, best first; empty without a prompt
 * @param phrase how it goes on with the prompt when it is sure enough, or null
 * @param gradientByLag mean norm of the gradient of the loss at one word with respect to the vector
 *     of the word so many words before: {@code [lags]}, lag 0 first. How fast it falls is how fast
 *     the gradient vanishes (Bengio et al. 1994)
 * @param notes plain sentences about what goes wrong, if anything does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Insight(
    List<String> suggestions,
    @Nullable String phrase,
    List<Double> gradientByLag,
    List<String> notes) {
  public Insight {
    suggestions = List.copyOf(suggestions);
    gradientByLag = List.copyOf(gradientByLag);
    notes = List.copyOf(notes);
  }
}
