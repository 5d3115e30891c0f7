package dev.nextword.cli;

import dev.nextword.text.CorpusCatalogue;
import java.nio.file.Path;

/** Where the project's own texts and the catalogue of public ones are. */
final class Catalogue {
  static final Path FOLDER = Path.of("corpus");

  /** What {@code corpus fetch} downloads; never part of the repository. */
  static final Path FETCHED = FOLDER.resolve("fetched");

  private Catalogue() {}

  static CorpusCatalogue load() {
    return CorpusCatalogue.load(ProjectFolder.find(FOLDER.resolve("catalogue.json")));
  }

  static Path fetched() {
    return ProjectFolder.find(FOLDER).resolve(FOLDER.relativize(FETCHED));
  }

  static Path templates() {
    return ProjectFolder.find(FOLDER.resolve("templates"));
  }
}
