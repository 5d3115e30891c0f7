package dev.nextword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files of the project: what none of them should hold, and how large they may be. */
class RepositoryTest {
  /** Maven runs tests in the project's folder. */
  private static final Pattern IMPORT =
      Pattern.compile("(?:src=|from |import\\(|^import )\"([./\\w-]+\\.js)\"", Pattern.MULTILINE);

  private static final Path ROOT = Path.of("").toAbsolutePath();

  private static final List<String> SOURCES =
      List.of(
          "pom.xml", "README.md", "CHANGELOG.md", ".mvn", ".ci", "src", "corpus", "models", "web");

  /** Downloads of {@code corpus fetch}, which git ignores. */
  private static final Path FETCHED = Path.of("corpus", "fetched");

  private static final Set<String> TEXT =
      Set.of("java", "md", "xml", "json", "js", "mjs", "css", "html", "txt", "config", "run");

  private static final long MEGABYTE = 1_000_000;

  private static final int LONGEST_CLASS = 400;

  /** Written in pieces, so that this file does not hold what it forbids. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(home|Users|root|work)" + "/\\w|[A-Z]:\\\\+Users\\\\");

  /** Trainings under way and locks, which git ignores. */
  private static final String UNFINISHED = "models/.";

  private static List<Path> files;

  @BeforeAll
  static void list() throws IOException {
    files = new ArrayList<>();
    for (String source : SOURCES) {
      if (Files.exists(ROOT.resolve(source))) {
        try (Stream<Path> below = Files.walk(ROOT.resolve(source))) {
          below
              .filter(Files::isRegularFile)
              .map(ROOT::relativize)
              .filter(file -> !file.startsWith(FETCHED))
              .filter(file -> !file.toString().replace('\\', '/').startsWith(UNFINISHED))
              .forEach(files::add);
        }
      }
    }
    assertTrue(files.contains(Path.of("pom.xml")), "run in the project's folder, not " + ROOT);
  }

  @Test
  void filesAreSmallEnoughToClone() throws IOException {
    for (Path file : files) {
      long limit = file.startsWith("models") ? 8 * MEGABYTE : 2 * MEGABYTE;
      long size = Files.size(ROOT.resolve(file));
      assertTrue(size <= limit, file + " has " + size + " bytes, the limit is " + limit);
    }
  }

  @Test
  void noFileNamesAPlaceOnSomebodysMachine() throws IOException {
    for (Path file : files) {
      if (TEXT.contains(extension(file))) {
        String text = Files.readString(ROOT.resolve(file), StandardCharsets.UTF_8);
        var found = MACHINE_PATH.matcher(text);
        assertFalse(found.find(), () -> file + " holds " + found.group());
      }
    }
  }

  @Test
  void classesAreShortOrSayWhyNot() throws IOException {
    for (Path file : files) {
      if (file.startsWith("src/main/java") || extension(file).equals("js")) {
        if (file.toString().contains("vendor")) {
          continue;
        }
        List<String> lines = Files.readAllLines(ROOT.resolve(file));
        boolean saysWhy = lines.get(0).startsWith("// Long because");
        assertTrue(
            lines.size() <= LONGEST_CLASS || saysWhy, file + " has " + lines.size() + " lines");
      }
    }
  }

  /** Of each page: what its document names, and what that imports, now or later. */
  @Test
  void theScriptsOfAPageAreUnderTwoHundredKilobytesAndNoneIsLeftOver() throws IOException {
    Set<Path> leftOver = new TreeSet<>();
    for (Path file : files) {
      if (file.startsWith("web") && extension(file).equals("js")) {
        leftOver.add(file);
      }
    }
    for (Path file : files) {
      if (file.startsWith("web") && extension(file).equals("html")) {
        Set<Path> scripts = new TreeSet<>();
        addScripts(file, scripts);
        long bytes = 0;
        for (Path script : scripts) {
          bytes += Files.size(ROOT.resolve(script));
        }
        assertTrue(bytes < 200_000, file + " has " + bytes + " bytes of script");
        leftOver.removeAll(scripts);
      }
    }
    assertEquals(Set.of(), leftOver);
  }

  private static void addScripts(Path from, Set<Path> scripts) throws IOException {
    var imports = IMPORT.matcher(Files.readString(ROOT.resolve(from)));
    while (imports.find()) {
      Path script = from.resolveSibling(imports.group(1)).normalize();
      if (scripts.add(script)) {
        addScripts(script, scripts);
      }
    }
  }

  @Test
  void textIsUnixText() throws IOException {
    for (Path file : files) {
      if (TEXT.contains(extension(file)) && !file.toString().contains("vendor")) {
        String text = Files.readString(ROOT.resolve(file), StandardCharsets.UTF_8);
        assertFalse(text.contains("\r"), file + " has Windows line ends");
        assertTrue(text.isEmpty() || text.endsWith("\n"), file + " lacks its last line end");
      }
    }
  }

  @Test
  void thePomUsesCentralAndReleasesOnly() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    assertFalse(pom.contains("<repositor") || pom.contains("<pluginRepositor"), "a repository");
    assertEquals(1, pom.split("-SNAPSHOT", -1).length - 1, "the project's own version only");
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
