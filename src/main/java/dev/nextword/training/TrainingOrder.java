package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for who trains models on a text.
 *
 * @param corpus name of the text
 * @param name of the set of models that is made
 * @param from name of the set of models to go on from; null to begin with random weights
 * @param cells columns to train beside the n-gram one
 * @param size of the networks; null for one that suits the amount of text. Not with {@code from}
 * @param epochs most passes over the text; null for as many as suit its length
 * @param learningRate for all cells; null for each cell's own
 * @param woven whether passages that need a long memory are woven in
 * @param seed of everything random
 * @param prompt that every network completes after each measurement
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingOrder(
    String corpus,
    String name,
    @Nullable String from,
    List<String> cells,
    @Nullable NetworkSize size,
    @Nullable Integer epochs,
    @Nullable Double learningRate,
    boolean woven,
    long seed,
    String prompt) {
  /** What is completed where the person gives no text. */
  public static final String PROMPT = "I would like to";

  public TrainingOrder {
    cells = List.copyOf(cells);
  }
}
