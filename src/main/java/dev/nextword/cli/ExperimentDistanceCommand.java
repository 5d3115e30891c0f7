package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.text.Corpora;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.training.DistanceExperiment;
import dev.nextword.training.ExperimentResult;
import dev.nextword.training.ExperimentSettings;
import dev.nextword.training.TrainingLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code experiment distance}: how far each kind of cell remembers, each treated as suits it. */
@Command(
    name = "distance",
    description = {
      "Trains RNN, GRU and LSTM on passages in which a cue decides a word far away, and measures"
          + " how far each remembers.",
      "Learning rate, start, clipping, weight of the answers and growth of the distances are chosen"
          + " for each cell on validation; text and number of updates are the same for all. Takes"
          + " about two hours on two cores."
    },
    sortOptions = false)
final class ExperimentDistanceCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "Small networks, one seed: the same way in less than three minutes.")
  private boolean quick;

  @Option(
      names = "--corpus",
      paramLabel = "NAME-or-PATH",
      description = {
        "Whose sentences stand between cue and answer; may be given several times",
        "(default: the project's own text)."
      })
  private List<String> corpus = ExperimentCommand.SAMPLE;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A JSON object of settings, named as in the result's \"settings\".")
  private @Nullable Path config;

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description = "Where texts, checkpoints and results are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "target/experiment-distance")
  private Path work;

  @Option(
      names = "--resume",
      description = "Train only the networks that have no result yet in the work folder.")
  private boolean resume;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the result as JSON.")
  private @Nullable Path out;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the curves.")
  private @Nullable Path svg;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExperimentSettings settings = settings();
    Path folder = work.resolve(quick ? "quick" : "full");
    TrainingLock lock = TrainingLock.take(work);
    try {
      prepare(settings, folder);
      show(run(folder));
      return 0;
    } finally {
      lock.close();
    }
  }

  private void prepare(ExperimentSettings settings, Path folder) throws IOException {
    ExperimentResult.Text text =
        new ExperimentResult.Text(
            corpus,
            corpus.stream().map(CorpusArgument::path).map(Corpora::sha256).toList(),
            Corpora.sha256(Catalogue.templates()));
    if (resume && DistanceExperiment.isPrepared(folder)) {
      if (!DistanceExperiment.isPrepared(folder, settings, text)) {
        throw new CommandException(
            folder
                + " holds an experiment with other settings, text or templates; begin anew without"
                + " --resume, or name another folder with --work");
      }
      return;
    }
    output.err().println("Weaving passages ...");
    Weaver weaver = Weaver.load(Catalogue.templates(), new Tokenizer()::wordStarts);
    DistanceExperiment.prepare(CorpusArgument.open(corpus), weaver, settings, text, folder);
  }

  /** The settings file over the defaults, field by field. */
  private ExperimentSettings settings() throws IOException {
    ExperimentSettings defaults = quick ? ExperimentSettings.QUICK : ExperimentSettings.FULL;
    if (config == null) {
      return defaults;
    }
    try {
      ObjectNode all = JSON.valueToTree(defaults);
      JsonNode given = JSON.readTree(Files.readString(config));
      for (Map.Entry<String, JsonNode> setting : given.properties()) {
        if (!all.has(setting.getKey())) {
          throw new ParameterException(
              spec.commandLine(), config + ": no setting is called " + setting.getKey());
        }
        all.set(setting.getKey(), setting.getValue());
      }
      return JSON.treeToValue(all, ExperimentSettings.class);
    } catch (JsonProcessingException e) {
      throw new ParameterException(spec.commandLine(), config + ": " + e.getOriginalMessage(), e);
    }
  }

  private ExperimentResult run(Path folder) throws IOException, InterruptedException {
    ExperimentProgress progress = new ExperimentProgress(output.err());
    ExperimentResult result =
        new DistanceExperiment(folder, ExperimentDistanceCommand::child, progress).run();
    progress.end();
    return result;
  }

  private static List<String> child(Path folder, String run) {
    List<String> command = new ArrayList<>(ThisProgram.command(List.of()));
    command.addAll(List.of(ExperimentRunCommand.NAME, folder.toString(), run));
    return command;
  }

  private void show(ExperimentResult result) throws IOException {
    String json = ExperimentReport.json(result);
    if (out != null) {
      Files.writeString(out, json + "\n");
    }
    if (svg != null) {
      Files.writeString(svg, ExperimentReport.svg(result));
    }
    if (output.isJson()) {
      output.out().println(json);
    } else {
      output.printTable(ExperimentReport.rows(result));
    }
    output.err().printf(Locale.ROOT, "The networks' results are kept in %s%n", work);
  }
}
