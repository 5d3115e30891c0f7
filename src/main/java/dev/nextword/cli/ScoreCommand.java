package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.prediction.Column;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code score}: how well each candidate follows a context, for every model. */
@Command(
    name = "score",
    description = {
      "Scores how well candidates follow a context.",
      "Reads JSON lines such as",
      "  {\"context\": \"I lived in France and speak\", \"candidates\": [\"French\", \"German\"]}",
      "and writes a line for each, with natural log probabilities (those of an n-gram model",
      "are of stupid back-off, and do not add up to one):",
      "  {\"scores\": {\"rnn\": [-3.1, -5.0], \"lstm\": [-0.4, -6.2]}}"
    })
final class ScoreCommand implements Runnable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @Mixin private LoadedColumns columns;
  @Mixin private JsonOutput output;

  /** A line of the input. */
  record Question(@Nullable String context, @Nullable List<@Nullable String> candidates) {}

  @Override
  public void run() {
    List<Column> models = columns.load(output);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        Question question = question(line, number);
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (Column model : models) {
          scores.put(model.name(), model.score(question.context(), question.candidates()));
        }
        output.out().println(JsonOutput.line(Map.of("scores", scores)));
      }
    } catch (IOException e) {
      throw new CommandException("stdin cannot be read: " + e.getMessage(), e);
    }
  }

  private static Question question(String line, int number) {
    Question question;
    try {
      question = JSON.readValue(line, Question.class);
    } catch (JsonProcessingException e) {
      throw new CommandException(
          "line " + number + " of stdin is not as --help shows: " + e.getOriginalMessage(), e);
    }
    if (question.context() == null
        || question.candidates() == null
        || question.candidates().stream().anyMatch(c -> c == null || c.isBlank())) {
      throw new CommandException(
          "line "
              + number
              + " of stdin needs a text \"context\" and a list \"candidates\" of words");
    }
    return question;
  }
}
