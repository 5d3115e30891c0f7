package dev.nextword.cli;

import dev.nextword.model.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --models}. */
final class ModelsFolder {
  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      defaultValue = "models",
      description = "Folder of the models (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /** The models that come with the program. */
  static ModelStore shipped() {
    return new ModelStore(ProjectFolder.find(Path.of("models")));
  }

  /** The models, for writing too. */
  ModelStore store() {
    return new ModelStore(ProjectFolder.find(folder));
  }

  /**
   * The models, which must be there.
   *
   * @throws CommandException if there is no such folder, or no model in it
   */
  ModelStore existing() {
    ModelStore store = existingFolder();
    if (store.names().isEmpty()) {
      throw new CommandException(noneIn(store));
    }
    return store;
  }

  /**
   * The models, of which there may be none yet.
   *
   * @throws CommandException if there is no such folder
   */
  ModelStore existingFolder() {
    ModelStore store = store();
    if (!Files.isDirectory(store.folder())) {
      throw new CommandException(noneIn(store));
    }
    return store;
  }

  /** What to say where there are none. */
  static String noneIn(ModelStore store) {
    return "no models in the folder "
        + store.folder().toAbsolutePath().normalize()
        + "; start in the project's folder, name another with --models, or run the command train";
  }
}
