package dev.nextword.cli;

import dev.nextword.lab.LabJson;
import dev.nextword.lab.RemediesExperiment;
import dev.nextword.lab.RemedyRow;
import dev.nextword.training.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code experiment remedies}: what each remedy does for 50 layers, and for 100 steps. */
@Command(
    name = "remedies",
    description = {
      "Trains 50 sigmoid layers, and a vanilla RNN over 100 steps, without and with every known"
          + " remedy against vanishing gradients, alone and in the usual pairs.",
      "Each with the best of three learning rates, and ten seeds. Takes about a quarter of an hour"
          + " on two cores."
    },
    sortOptions = false)
final class ExperimentRemediesCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = "8 layers, 20 steps, few remedies, two seeds: the same way in minutes.")
  private boolean quick;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Runs at the same time (default: one a core).")
  private int processes = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description = "Where the outcome of each run is kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "target/experiment-remedies")
  private Path work;

  @Option(
      names = "--resume",
      description = "Compute only the runs that have no outcome yet in the work folder.")
  private boolean resume;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the result as JSON.")
  private @Nullable Path out;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path outcomes = work.resolve(quick ? "quick.jsonl" : "full.jsonl");
    if (!resume) {
      Files.deleteIfExists(outcomes);
    }
    RemediesExperiment experiment =
        new RemediesExperiment(quick, outcomes, line -> output.err().println(line));
    List<RemedyRow> rows =
        experiment.run(LabWorkerCommand.command(), LabWorkerCommand.environment(), processes);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("experiment", "remedies");
    result.put("provenance", provenance(experiment));
    result.put("rows", rows);
    if (out != null) {
      Files.writeString(out, LabJson.tree(result).toPrettyString() + "\n");
    }
    if (output.isJson()) {
      output.out().println(LabJson.tree(result).toPrettyString());
    } else {
      output.printTable(table(rows));
    }
    return 0;
  }

  private Map<String, Object> provenance(RemediesExperiment experiment) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("seeds", experiment.seeds());
    provenance.put("runs", experiment.runs());
    provenance.put("processes", processes);
    provenance.put("machine", Machine.description());
    provenance.put("versions", Machine.versions());
    provenance.put("depth", experiment.sick("depth"));
    provenance.put("time", experiment.sick("time"));
    return provenance;
  }

  private static List<List<String>> table(List<RemedyRow> rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("", "remedy", "learned", "updates", "first/last gradient", "seconds", "diverged"));
    for (RemedyRow row : rows) {
      table.add(
          List.of(
              row.kind(),
              row.title(),
              String.format(
                  Locale.ROOT,
                  "%.0f %% [%.0f, %.0f]",
                  100 * row.learned().share(),
                  100 * row.learned().from(),
                  100 * row.learned().to()),
              median(row.updates(), "%.0f"),
              median(row.firstOverLast(), "%.1e"),
              median(row.seconds(), "%.1f"),
              String.valueOf(row.diverged())));
    }
    return table;
  }

  private static String median(RemedyRow.@Nullable Spread spread, String format) {
    return spread == null ? "" : String.format(Locale.ROOT, format, spread.median());
  }
}
