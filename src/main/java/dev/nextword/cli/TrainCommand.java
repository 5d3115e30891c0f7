package dev.nextword.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: models from text. */
@Command(
    name = "train",
    description = {
      "Trains the models on a text and writes them into the models folder.",
      "A training that was ended goes on with --resume."
    },
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

  @Mixin private ModelsFolder models;
  @Mixin private Output output;

  @Option(
      names = "--corpus",
      paramLabel = "NAME-or-PATH",
      description = {
        "A text: a name of the catalogue (see corpus list), a .txt or .txt.gz file, or a folder"
            + " of them. May be given several times (default: sample)."
      })
  private @Nullable List<String> corpus;

  @Option(
      names = "--cells",
      paramLabel = "CELL",
      split = ",",
      description = "Cells to train, side by side (default: rnn,gru,lstm).")
  private @Nullable List<String> cells;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Put before the models' names: mine gives mine-lstm.")
  private @Nullable String name;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as a JSON object; flags override it.")
  private @Nullable Path config;

  @Option(names = "--resume", description = "Go on from the last checkpoint.")
  private boolean resume;

  @Option(names = "--hidden", paramLabel = "N", description = "Units of each recurrent layer.")
  private @Nullable Integer hidden;

  @Option(names = "--embedding", paramLabel = "N", description = "Width of a word's vector.")
  private @Nullable Integer embedding;

  @Option(names = "--layers", paramLabel = "N", description = "Recurrent layers.")
  private @Nullable Integer layers;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of values left out between layers, 0 to below 1.")
  private @Nullable Double dropout;

  @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the text.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Documents read side by side.")
  private @Nullable Integer batch;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      description = "Steps of truncated backpropagation through time.")
  private @Nullable Integer bptt;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      split = ",",
      description = "For all cells, or for each: rnn=0.0005,lstm=0.002.")
  private @Nullable List<String> learningRate;

  @Option(names = "--clip", paramLabel = "NORM", description = "Largest norm of a gradient.")
  private @Nullable Double clip;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random.")
  private @Nullable Long seed;

  @Option(names = "--vocabulary", paramLabel = "N", description = "Most words.")
  private @Nullable Integer vocabulary;

  @Override
  public Integer call() {
    TrainOptions options = options();
    throw new CommandException("training is not wired yet: " + options + " " + resume);
  }

  /** The defaults, under the settings file, under the flags. */
  TrainOptions options() {
    Map<String, Object> flags = new LinkedHashMap<>();
    put(flags, "corpus", corpus);
    put(flags, "cells", cells);
    put(flags, "name", name);
    put(flags, "hidden", hidden);
    put(flags, "embedding", embedding);
    put(flags, "layers", layers);
    put(flags, "dropout", dropout);
    put(flags, "epochs", epochs);
    put(flags, "batch", batch);
    put(flags, "bptt", bptt);
    put(
        flags,
        "learningRate",
        learningRate == null ? null : TrainSettings.learningRate(learningRate));
    put(flags, "clip", clip);
    put(flags, "seed", seed);
    put(flags, "vocabulary", vocabulary);
    return TrainSettings.merge(config, flags);
  }

  private static void put(Map<String, Object> flags, String setting, @Nullable Object value) {
    if (value != null) {
      flags.put(setting, value);
    }
  }
}
