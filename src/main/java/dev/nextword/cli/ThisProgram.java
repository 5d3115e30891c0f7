package dev.nextword.cli;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How to start this program once more, as a process of its own. */
final class ThisProgram {
  private ThisProgram() {}

  /**
   * The Java of this process, the same class path, a heap that suits a training.
   *
   * @param options of Java, beside these
   */
  static List<String> command(List<String> options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx1g");
    command.add("-XX:+UseSerialGC"); // one core each: no threads beside the one that computes
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    return command;
  }

  /** Maven runs the program in its own process, behind a class loader of its own. */
  private static String classPath() {
    if (Main.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(ThisProgram::file)
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      return url.getPath();
    }
  }
}
