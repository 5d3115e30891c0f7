package dev.nextword.cli;

import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import dev.nextword.text.OwnCorpora;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}: where a person's own texts, trainings and models are. */
final class DataFolder {
  private static final String VARIABLE = "NEXTWORD_DATA";

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder of your own texts and models (default: .nextword in your home folder, or what the"
              + " environment variable NEXTWORD_DATA says).")
  private @Nullable Path folder;

  @Option(
      names = "--shipped",
      hidden = true,
      description = "Folder of the set that is called shipped (default: that of --models).")
  private @Nullable Path shippedFolder;

  /** The folder, which need not exist. */
  Path path() {
    if (folder != null) {
      return folder.toAbsolutePath().normalize();
    }
    String named = System.getenv(VARIABLE);
    return (named != null && !named.isBlank()
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".nextword"))
        .toAbsolutePath()
        .normalize();
  }

  /** The person's texts. */
  OwnCorpora corpora() {
    return new OwnCorpora(path().resolve("corpora"), OwnCorpora.Limits.DEFAULT);
  }

  /** The shipped models and the person's. */
  ModelSets sets(ModelStore shipped) {
    return new ModelSets(shippedFolder == null ? shipped : new ModelStore(shippedFolder), path());
  }

  /** The path of a text of the person's; any other argument as it is. */
  String corpus(String argument) {
    OwnCorpora own = corpora();
    return own.exists(argument) && !CorpusArgument.exists(argument)
        ? own.path(argument).toString()
        : argument;
  }
}
