package dev.nextword.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Finds {@code models}, {@code web} and {@code corpus} from wherever the program is started. */
final class ProjectFolder {
  private ProjectFolder() {}

  /**
   * A path as given where it exists; else beside {@code target}, in which the program's jar or
   * classes lie; else as given.
   */
  static Path find(Path path) {
    if (path.isAbsolute() || Files.exists(path)) {
      return path;
    }
    CodeSource source = ProjectFolder.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return path;
    }
    try {
      Path program = Path.of(source.getLocation().toURI());
      Path target = program.getParent();
      Path project = target == null ? null : target.getParent();
      return project != null && Files.exists(project.resolve(path)) ? project.resolve(path) : path;
    } catch (URISyntaxException e) {
      return path;
    }
  }
}
