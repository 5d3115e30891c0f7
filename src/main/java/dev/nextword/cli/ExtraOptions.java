package dev.nextword.cli;

import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import dev.nextword.training.NetworkSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What {@code train} can do beside training: make a set in the person's own folder, go on from
 * models, watch the networks learn, and compare them at the end.
 */
final class ExtraOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private DataFolder data;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description =
          "Make a set of models of this name in the --data folder, as the page does; models use"
              + " NAME makes the page use it.")
  private @Nullable String set;

  @Option(
      names = "--from",
      paramLabel = "SET-or-FOLDER",
      description = {
        "Go on from trained models, such as shipped: their words and weights are kept, words of the"
            + " text are added. Their shape is kept, too. At the end both are compared."
      })
  private @Nullable String from;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description =
          "small (to 150,000 words of text), medium (to 1,000,000) or large: sets --hidden,"
              + " --embedding and --vocabulary.")
  private @Nullable NetworkSize size;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "Let every network complete this text after each measurement, and look at its gradient:"
              + " in the lines of --json, under insight.")
  private @Nullable String prompt;

  @Option(
      names = "--compare-with",
      paramLabel = "SET-or-FOLDER",
      description =
          "Compare the models at the end with these, on text that none was trained on (default: those"
              + " of --from).")
  private @Nullable String compareWith;

  @Option(names = "--child", hidden = true, description = "End when the standard input closes.")
  private boolean child;

  /** If a program has started this one, it ends with that. */
  void watchParent() {
    if (child) {
      ParentWatch.start();
    }
  }

  /**
   * @param folderIsGiven whether it was said where the models go
   * @param shapeIsGiven whether it was said what the networks look like
   * @throws ParameterException if that contradicts these options
   */
  void check(boolean folderIsGiven, boolean shapeIsGiven) {
    if (set != null && folderIsGiven) {
      throw new ParameterException(spec.commandLine(), "--set goes without --models and --name");
    }
    if (from != null && (size != null || shapeIsGiven)) {
      throw new ParameterException(
          spec.commandLine(),
          "--from keeps the shape of its models: give none of --size, --hidden, --embedding,"
              + " --layers, --dropout, --softmax");
    }
  }

  /** The path of a text of the person's; any other argument as it is. */
  String corpus(String argument) {
    return data.corpus(argument);
  }

  /** Whether the models are a set of the person's and replace nothing. */
  boolean makesSet() {
    return set != null;
  }

  /** Where the models are made. */
  ModelStore store(ModelsFolder models) {
    return set == null ? models.store() : new ModelStore(sets().making(set));
  }

  /** Makes a finished set visible. */
  void install(ModelStore store) throws IOException {
    if (set != null) {
      sets().install(store.folder(), set);
      spec.commandLine().getErr().println("the page uses them after: models use " + set);
    }
  }

  /** Settings that the size stands for. */
  Map<String, Object> size() {
    return size == null
        ? Map.of()
        : Map.of(
            "hidden", size.hidden(),
            "embedding", size.embedding(),
            "vocabulary", size.vocabulary());
  }

  /** Of these options and those that say more about them. */
  TrainExtras of(
      TrainOptions options, boolean resume, boolean rateIsGiven, boolean vocabularyIsGiven) {
    Beginning beginning =
        from == null || resume ? null : Beginning.of(models(from), options.cells());
    String with = compareWith == null ? from : compareWith;
    return new TrainExtras(
        beginning, rateIsGiven, vocabularyIsGiven, prompt, with == null ? null : models(with));
  }

  /** {@code --models} says where to write, and not what comes with the program. */
  private ModelSets sets() {
    return data.sets(ModelsFolder.shipped());
  }

  private ModelStore models(String name) {
    ModelSets sets = sets();
    return sets.exists(name) ? sets.store(name) : new ModelStore(ProjectFolder.find(Path.of(name)));
  }
}
