package dev.nextword.cli;

import dev.nextword.text.CorpusException;
import dev.nextword.text.OwnCorpora;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.NetworkSize;
import dev.nextword.training.TimeEstimate;
import dev.nextword.training.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code corpus estimate}: how long a training on a text will take. */
@Command(
    name = "estimate",
    description =
        "How long a training on a text will take at most, from a second of training each cell.")
final class CorpusEstimateCommand implements Runnable {
  /** Of a text, the part that is trained on. */
  private static final double TRAINED_ON = 0.9;

  @Mixin private DataFolder data;
  @Mixin private ModelsFolder models;
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "A text that was added.")
  private String name;

  @Option(names = "--size", paramLabel = "SIZE", description = "As of train.")
  private @Nullable NetworkSize size;

  @Option(names = "--from", paramLabel = "SET", description = "As of train.")
  private @Nullable String from;

  @Option(
      names = "--cells",
      paramLabel = "CELL",
      split = ",",
      description = "Cells to train, side by side (default: all).")
  private List<String> cells = TrainOptions.CELLS;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "0",
      description = "As of train (default: as many as suit the text).")
  private int epochs;

  @Override
  public void run() {
    CorpusReport report = report();
    NetworkSize chosen = size != null ? size : NetworkSize.of(report.words());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("corpus", List.of(name));
    settings.put("cells", cells);
    settings.put("epochs", epochs);
    settings.put("hidden", chosen.hidden());
    settings.put("embedding", chosen.embedding());
    settings.put("vocabulary", chosen.vocabulary());
    TrainOptions options = TrainSettings.merge(null, settings);
    long labels = Math.round(TRAINED_ON * (report.words() + report.sentences()));
    List<TrainingSettings> of = TrainRun.cells(options, labels, 0);
    int vocabulary = Math.min(chosen.vocabulary(), report.vocabulary());
    if (from != null) {
      Beginning beginning = Beginning.of(data.sets(models.store()).store(from), cells);
      of = beginning.settings(of, false);
      // how many of its words are new is not known before the text is read with theirs
      vocabulary =
          Math.min(
              beginning.vocabularySize(), beginning.vocabulary().size() + report.vocabulary() / 4);
    }
    print(
        TimeEstimate.measure(of, vocabulary, labels),
        from == null ? chosen.label() : null,
        of.get(0).epochs());
  }

  /** Of the person's text, or of a public one that is here. */
  private CorpusReport report() {
    OwnCorpora own = data.corpora();
    return own.exists(name)
        ? CorpusReport.read(own, name)
        : new PublicReports(data.path())
            .find(name)
            .orElseThrow(
                () ->
                    new CorpusException(
                        name
                            + ": no text of yours has this name, and no public one is here; see corpus list"));
  }

  private void print(TimeEstimate estimate, @Nullable String sizeLabel, double epochs) {
    if (output.isJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("event", "estimate");
      if (sizeLabel != null) {
        line.put("size", sizeLabel);
      } else {
        line.put("from", from);
      }
      line.put("seconds", Math.ceil(estimate.seconds()));
      line.put("epochs", epochs);
      line.put("updates", estimate.updates());
      line.put("secondsPerUpdate", estimate.secondsPerUpdate());
      line.put("cores", estimate.cores());
      output.out().println(Output.line(line));
      return;
    }
    output
        .out()
        .printf(
            Locale.ROOT,
            "%s: at most %s for %s on %d cores, %,d updates each%n",
            sizeLabel == null ? "from " + from : sizeLabel,
            ProgressLines.duration(estimate.seconds()),
            String.join(", ", cells),
            estimate.cores(),
            estimate.updates());
  }
}
