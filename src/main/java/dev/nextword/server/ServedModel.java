package dev.nextword.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.prediction.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column that answers, and what is known about it.
 *
 * @param column answers; its name is the model's name in the API
 * @param card the model card, served as it is; not changed after this call
 * @param parameters how many weights the network has; null for a model that has none
 * @param perplexity on the test split, per word; null when it was not measured
 */
public record ServedModel(
    Column column, JsonNode card, @Nullable Long parameters, @Nullable Double perplexity) {
  /** The column's name. */
  public String name() {
    return column.name();
  }
}
