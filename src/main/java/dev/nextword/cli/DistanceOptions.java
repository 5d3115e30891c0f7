package dev.nextword.cli;

import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.text.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code evaluate --distance} may be told. */
final class DistanceOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--distance",
      description = {
        "Measure on woven passages instead: how often the word that a cue decides is chosen, by the"
            + " number of words between. Sentences come from the whole of --text, or else from the"
            + " part of the project's sample that no training sees."
      })
  private boolean wanted;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds of passages, such as place-language,tense (default: all).")
  private List<String> kinds = List.of();

  @Option(
      names = "--distances",
      paramLabel = "WORDS",
      split = ",",
      description = "Distances to measure at (default: 0,2,5,10,15,20,30,40,60,80,100).")
  private List<Integer> distances = DistanceCurve.DISTANCES;

  @Option(
      names = "--passages",
      paramLabel = "N",
      defaultValue = "200",
      description = "Passages of each kind at each distance (default: ${DEFAULT-VALUE}).")
  private int passages;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the curves.")
  private @Nullable Path svg;

  boolean isWanted() {
    return wanted;
  }

  /** Measures models and prints the result. */
  void measure(ModelStore store, List<String> names, @Nullable Path text, Output output) {
    if (passages < 1 || distances.stream().anyMatch(distance -> distance < 0)) {
      throw new ParameterException(
          spec.commandLine(), "--passages must be at least 1, and --distances at least 0");
    }
    List<Integer> rising = distances.stream().distinct().sorted().toList();
    DistanceReport report = new DistanceReport(text, kinds(), rising, passages);
    Columns columns = new Columns(BlockList.NONE);
    for (String name : names) {
      report.add(store.loadForPrediction(name), columns);
    }
    if (svg != null) {
      try {
        report.plot(svg);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (output.isJson()) {
      output.printJson(report.json());
    } else {
      output.printTable(report.rows());
    }
  }

  private List<Kind> kinds() {
    List<Kind> all = new ArrayList<>();
    for (String label : kinds) {
      try {
        all.add(Kind.of(label));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    return all.isEmpty() ? List.of(Kind.values()) : all;
  }
}
