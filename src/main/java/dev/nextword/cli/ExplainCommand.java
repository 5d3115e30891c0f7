package dev.nextword.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nextword.explanation.Explainer;
import dev.nextword.explanation.Explanation;
import dev.nextword.explanation.UnknownTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: what a prediction hangs on. */
@Command(
    name = "explain",
    description = {
      "Prints how much each word of a text moves the prediction of the next one, in every network:",
      "the norm of the gradient of the predicted word's logit with respect to the word's vector.",
      "With --json also what comes back through time of the loss's gradient, the norms of the",
      "products of Jacobians, and what the gates did."
    })
final class ExplainCommand implements Runnable {
  @Mixin private LoadedColumns columns;
  @Mixin private Output output;

  @Option(
      names = "--target",
      paramLabel = "WORD",
      description = "The word whose prediction is explained (default: each model's own).")
  private @Nullable String target;

  @Option(names = "--units", description = "In JSON: each unit's gate values, too.")
  private boolean units;

  @Parameters(paramLabel = "TEXT", description = "The text; the caret is at its end.")
  private String text;

  /** As the API has it. */
  @JsonPropertyOrder({"model", "millis"})
  private record Result(String model, double millis, @JsonUnwrapped Explanation explanation) {}

  @Override
  public void run() {
    Explainer.Question question = new Explainer.Question(text, target, units, output.isJson());
    List<Result> results = new ArrayList<>();
    String unknown = null;
    for (Columns.Explained model : columns.explained(output)) {
      String name = model.column().name();
      long start = System.nanoTime();
      try {
        Explanation explanation = model.explainer().explain(question);
        double millis = (System.nanoTime() - start) / 1e6;
        results.add(new Result(name, Math.round(millis * 100) / 100.0, explanation));
      } catch (UnknownTargetException e) {
        unknown = e.getMessage();
        output.err().println("nextword: " + name + ": " + unknown);
      }
    }
    if (results.isEmpty()) {
      throw new CommandException("no model knows --target. " + unknown);
    }
    if (output.isJson()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("target", target == null ? null : results.get(0).explanation.target().word());
      answer.put("results", results);
      output.printJson(answer);
    } else {
      print(results);
    }
  }

  private void print(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    for (Result result : results) {
      Explanation.Target word = result.explanation.target();
      String halfLife = "";
      if (result.explanation instanceof Explanation.OfNetwork network) {
        Double words = network.halfLife().words();
        halfLife =
            words == null
                ? "influence not down to half within the text"
                : format("influence down to half after %.1f words", words);
      } else if (result.explanation instanceof Explanation.OfNGrams ngrams) {
        halfLife = "looks at " + ngrams.used() + " of the last tokens";
      }
      rows.add(
          List.of(
              result.model,
              word.word(),
              format("%.2f %%", 100 * word.probability()),
              word.rank() == null ? "" : "rank " + word.rank(),
              halfLife));
    }
    output.printTable(rows);
    output.out().println();
    printTokens(
        results.stream().filter(r -> r.explanation instanceof Explanation.OfNetwork).toList());
  }

  /** A row for each token; networks with other vocabularies have read the same ones. */
  private void printTokens(List<Result> networks) {
    if (networks.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("token"));
    networks.forEach(result -> heading.add(result.model));
    rows.add(heading);
    List<Explanation.Token> tokens = networks.get(0).explanation.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Explanation.Token token = tokens.get(i);
      List<String> row = new ArrayList<>();
      row.add(token.known() ? token.text() : token.text() + " (unknown)");
      for (Result result : networks) {
        row.add(format("%.5f", ((Explanation.OfNetwork) result.explanation).connectivity()[i]));
      }
      rows.add(row);
    }
    output.printTable(rows);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
