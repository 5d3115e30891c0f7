package dev.nextword.cli;

import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code complete}: what every model suggests after a text. */
@Command(
    name = "complete",
    description = {
      "Prints what every model suggests after a text.",
      "After a space that is the next word; in the middle of a word, words that begin so."
    })
final class CompleteCommand implements Runnable {
  private static final int MOST = 100;

  @Spec private CommandSpec spec;
  @Mixin private LoadedColumns columns;
  @Mixin private Output output;

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many suggestions of each model (default: ${DEFAULT-VALUE}).")
  private int k;

  @Parameters(paramLabel = "TEXT", description = "The text; the caret is at its end.")
  private String text;

  @Override
  public void run() {
    if (k < 1 || k > MOST) {
      throw new ParameterException(
          spec.commandLine(), "-k must be from 1 to " + MOST + ", not " + k);
    }
    List<Map<String, Object>> results = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Column column : columns.load(output)) {
      long start = System.nanoTime();
      Completion completion = column.complete(text, k);
      double millis = (System.nanoTime() - start) / 1e6;
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", column.name());
      result.put("suggestions", completion.suggestions());
      result.put("phrase", completion.phrase());
      result.put("millis", Math.round(millis * 100) / 100.0);
      results.add(result);
      rows.add(row(column, completion));
    }
    if (output.isJson()) {
      output.printJson(Map.of("results", results));
    } else {
      output.printTable(rows);
    }
  }

  private static List<String> row(Column column, Completion completion) {
    List<String> row = new ArrayList<>(List.of(column.name()));
    for (Suggestion suggestion : completion.suggestions()) {
      row.add(
          String.format(
              Locale.ROOT, "%s %.1f %%", suggestion.word(), 100 * suggestion.probability()));
    }
    if (completion.suggestions().isEmpty()) {
      row.add("(no word fits)");
    }
    return row;
  }
}
