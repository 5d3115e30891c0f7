package dev.nextword.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.explanation.Explainer;
import dev.nextword.prediction.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column that answers, and what is known about it.
 *
 * @param column answers; its name is the model's name in the API
 * @param card the model card, served as it is; not changed after this call
 * @param parameters how many weights the network has; null for a model that has none
 * @param perplexity on the test split, per word; null when it was not measured
 * @param explainer says why the column answers so; null for a column that cannot be explained
 */
public record ServedModel(
    Column column,
    JsonNode card,
    @Nullable Long parameters,
    @Nullable Double perplexity,
    @Nullable Explainer explainer) {
  /** A column that cannot be explained. */
  public ServedModel(
      Column column, JsonNode card, @Nullable Long parameters, @Nullable Double perplexity) {
    this(column, card, parameters, perplexity, null);
  }

  /** The column's name. */
  public String name() {
    return column.name();
  }
}
