package dev.nextword.cli;

import dev.nextword.model.ModelStore;
import dev.nextword.training.DeviceChoice;
import dev.nextword.training.PretokenizedFiles;
import dev.nextword.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: models from text. */
@Command(
    name = "train",
    description = {
      "Trains the models on a text and writes them into the models folder.",
      "Ends with their figures on text that was set aside, as evaluate prints them.",
      "A training that was ended goes on with --resume."
    },
    sortOptions = false,
    abbreviateSynopsis = true,
    defaultValueProvider = TrainCommand.Defaults.class)
final class TrainCommand implements Callable<Integer> {
  private static final List<String> SHAPE =
      List.of("--hidden", "--embedding", "--layers", "--dropout", "--softmax");

  @Spec private CommandSpec spec;
  @Mixin private ModelsFolder models;
  @Mixin private BlockedWords blocked;
  @Mixin private DeviceOption device;
  @Mixin private Output output;

  @Option(
      names = "--corpus",
      paramLabel = "NAME-or-PATH",
      description = {
        "A text: a name of the catalogue (see corpus list), a .txt or .txt.gz file, or a folder"
            + " of them. May be given several times (default: ${DEFAULT-VALUE})."
      })
  private List<String> corpus;

  @Option(
      names = "--cells",
      paramLabel = "CELL",
      split = ",",
      description = "Cells to train, side by side (default: ${DEFAULT-VALUE}).")
  private List<String> cells;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Put before the models' names: mine gives mine-lstm.")
  private String name;

  @Option(
      names = "--replace",
      description = {
        "Replace models of the same names. Needed where neither --models nor --name is given: the"
            + " models folder has the shipped ones."
      })
  private boolean replace;

  @Mixin private ExtraOptions extra;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "Settings that suit a benchmark; --config and flags override them. ptb-small, for the files"
            + " of the Penn Treebank with --pretokenized: two layers of 200 units, the size of the"
            + " small network of Zaremba et al. (2014), but with dropout, tied vectors and Adam,"
            + " which that one has not."
      })
  private @Nullable String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as a JSON object; flags override it.")
  private @Nullable Path config;

  @Mixin private PretokenizedOptions pretokenized;

  @Option(
      names = "--no-woven",
      description = "Do not weave passages that need a long memory into the text.")
  private boolean noWoven;

  @Option(
      names = "--resume",
      description =
          "Go on from the last checkpoints, with the settings of then; others are refused.")
  private boolean resume;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Seconds between checkpoints: what is lost at most when the training is killed"
              + " (default: ${DEFAULT-VALUE}).")
  private int checkpointSeconds;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of each recurrent layer (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Width of a word's vector (default: ${DEFAULT-VALUE}).")
  private int embedding;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Recurrent layers (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Share of values left out between layers, 0 to below 1, for all cells or for each"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> dropout;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Most passes over the text; 0: as many as suit its length (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Documents read side by side, a quarter of them woven (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      description = "Steps of truncated backpropagation through time (default: ${DEFAULT-VALUE}).")
  private int bptt;

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      description =
          "adam or sgd, which wants a far larger --learning-rate than the default, such as 1"
              + " (default: ${DEFAULT-VALUE}).")
  private String optimiser;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      split = ",",
      description =
          "For all cells, or for each: rnn=0.0005,lstm=0.002 (default: ${DEFAULT-VALUE}).")
  private List<String> learningRate;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Largest norm of a gradient (default: ${DEFAULT-VALUE}).")
  private double clip;

  @Option(
      names = "--answer-weight",
      paramLabel = "WEIGHT",
      split = ",",
      description =
          "How much the answers of woven passages count beside all words, for all cells or for"
              + " each (default: ${DEFAULT-VALUE}).")
  private List<String> answerWeight;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      description = "Most words (default: ${DEFAULT-VALUE}).")
  private int vocabulary;

  @Option(
      names = "--softmax",
      paramLabel = "KIND",
      description =
          "full, adaptive (many times quicker with many words), or auto: adaptive from 30,000"
              + " words on (default: ${DEFAULT-VALUE}).")
  private String softmax;

  @Option(
      names = "--tied",
      description =
          "Let a word's vector be its column of the softmax, too: fewer parameters, and less to"
              + " learn by heart (default: ${DEFAULT-VALUE}).")
  private boolean tied;

  @Override
  public Integer call() throws IOException, InterruptedException {
    extra.watchParent();
    TrainOptions options = options();
    extra.check(isGiven("--models") || isGiven("--name"), SHAPE.stream().anyMatch(this::isGiven));
    ModelStore store = extra.store(models);
    if (checkpointSeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "--checkpoint-seconds must not be negative: " + checkpointSeconds);
    }
    @Nullable PretokenizedFiles files = null;
    if (!resume) {
      files = pretokenizedFiles(options);
      if (!extra.makesSet()) {
        allowReplacing(options, files != null);
      }
    }
    DeviceChoice chosen = device.choose(options.cells().size());
    TrainRun run = new TrainRun(store, blocked, checkpointSeconds, chosen, extras(options), output);
    List<String> failures =
        resume ? run.resume(options.name(), this::refuseOtherSettings) : run.begin(options, files);
    if (!failures.isEmpty()) {
      throw new CommandException(String.join(System.lineSeparator(), failures));
    }
    extra.install(store);
    return 0;
  }

  private TrainExtras extras(TrainOptions options) {
    return extra.of(options, resume, isGiven("--learning-rate"), isGiven("--vocabulary"));
  }

  /** Models that are there already are replaced only where the command shows that it is meant. */
  private void allowReplacing(TrainOptions options, boolean isPretokenized) {
    ModelStore store = models.store();
    List<String> there =
        TrainResult.names(options.name(), options.cells(), isPretokenized).stream()
            .filter(store.names()::contains)
            .toList();
    if (there.isEmpty()) {
      return;
    }
    String names = String.join(", ", there);
    if (!replace && options.name().isEmpty() && !isGiven("--models")) {
      throw new ParameterException(
          spec.commandLine(),
          names
              + (there.size() == 1 ? " is" : " are")
              + " already in "
              + store.folder()
              + ": train into another folder with --models my-models, beside them with --name mine,"
              + " or say --replace");
    }
    output.err().println("Replaces " + names + " in " + store.folder() + " when trained.");
  }

  /** A resumed training would ignore them, and whoever gave them would not know. */
  private void refuseOtherSettings(TrainingPlan plan) {
    List<String> other = new ArrayList<>(pretokenized.contradictions(plan.pretokenized()));
    try {
      if (plan.asked() != null) {
        other.addAll(
            TrainSettings.contradictions(plan.asked(), Preset.settings(preset), config, flags()));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (!other.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume goes on with the settings of then: "
              + String.join("; ", other)
              + ". Leave that out, or train anew without --resume");
    }
  }

  private @Nullable PretokenizedFiles pretokenizedFiles(TrainOptions options) {
    try {
      return pretokenized.files(options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The defaults, under the settings file, under the flags. */
  TrainOptions options() {
    try {
      Map<String, Object> beneath = new LinkedHashMap<>(pretokenized.defaults());
      beneath.putAll(Preset.settings(preset));
      beneath.putAll(extra.size());
      return TrainSettings.merge(beneath, config, flags());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Map<String, Object> flags() {
    Map<String, Object> flags = new LinkedHashMap<>();
    put(flags, "corpus", "--corpus", () -> corpus.stream().map(extra::corpus).toList());
    put(flags, "cells", "--cells", () -> cells);
    put(flags, "name", "--name", () -> name);
    put(flags, "hidden", "--hidden", () -> hidden);
    put(flags, "embedding", "--embedding", () -> embedding);
    put(flags, "layers", "--layers", () -> layers);
    put(flags, "dropout", "--dropout", () -> TrainSettings.byCell("--dropout", dropout));
    put(flags, "epochs", "--epochs", () -> epochs);
    put(flags, "batch", "--batch", () -> batch);
    put(flags, "bptt", "--bptt", () -> bptt);
    put(flags, "optimiser", "--optimiser", () -> optimiser);
    put(flags, "learningRate", "--learning-rate", this::learningRates);
    put(flags, "clip", "--clip", () -> clip);
    put(flags, "answerWeight", "--answer-weight", this::answerWeights);
    put(flags, "seed", "--seed", () -> seed);
    put(flags, "vocabulary", "--vocabulary", () -> vocabulary);
    put(flags, "softmax", "--softmax", () -> softmax);
    put(flags, "tied", "--tied", () -> tied);
    put(flags, "woven", "--no-woven", () -> !noWoven);
    return flags;
  }

  private boolean isGiven(String flag) {
    return spec.commandLine().getParseResult().hasMatchedOption(flag);
  }

  /** A flag counts where it was given; its default stands below the settings file. */
  private void put(
      Map<String, Object> flags, String setting, String flag, Supplier<@Nullable Object> value) {
    if (isGiven(flag)) {
      flags.put(setting, value.get());
    }
  }

  private Object learningRates() {
    return TrainSettings.byCell("--learning-rate", learningRate);
  }

  private Object answerWeights() {
    return TrainSettings.byCell("--answer-weight", answerWeight);
  }

  /** Shows the one set of defaults in the help. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option
          ? TrainSettings.defaultOf(option.longestName().substring(2))
          : null;
    }
  }
}
