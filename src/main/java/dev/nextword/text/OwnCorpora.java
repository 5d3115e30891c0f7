package dev.nextword.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts that a person has brought, each a folder of plain text files:
 *
 * <pre>
 *   corpora/my-mails/0001.txt, 0002.txt ...
 *   corpora/my-mails/report.json     what was found in it, written by whoever added it
 * </pre>
 *
 * <p>A text appears under its name when all of it is on the disk and has been read once; whatever
 * interrupts that leaves a folder that begins with a dot, which is nobody's text and is deleted
 * later.
 */
public final class OwnCorpora {
  /** What was found in a text, as JSON. */
  public static final String REPORT = "report.json";

  static final String UNFINISHED = ".upload-";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int LONGEST_FROM_FILE = 40;
  private static final Duration ABANDONED = Duration.ofHours(24);

  private final Path folder;
  private final Limits limits;

  /**
   * How much one text may be.
   *
   * @param bytes of its files together, unpacked
   * @param files at most, inside zip files too
   */
  public record Limits(long bytes, int files) {
    /** 64 MiB, some twelve million words: more takes hours to train on two cores. */
    public static final Limits DEFAULT = new Limits(64L << 20, 10_000);
  }

  /**
   * @param folder need not exist; {@link #upload} makes it
   */
  public OwnCorpora(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** How much one text may be. */
  public Limits limits() {
    return limits;
  }

  /** Names of all texts, in alphabetical order. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new CorpusException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Whether there is a text of this name. */
  public boolean exists(String name) {
    return NAME.matcher(name).matches() && Files.isDirectory(folder.resolve(name));
  }

  /**
   * Where a text is, for {@link Corpora#open}.
   *
   * @throws CorpusException if there is none of this name
   */
  public Path path(String name) {
    if (!exists(name)) {
      throw new CorpusException("no text of yours has this name; there are " + names());
    }
    return folder.resolve(name);
  }

  /**
   * Begins a new text.
   *
   * @throws CorpusException if the name is no name, or is taken
   */
  public Upload upload(String name) throws IOException {
    requireName(name);
    if (exists(name)) {
      throw new CorpusException(
          "a text is called " + name + " already; delete it or choose another");
    }
    Files.createDirectories(folder);
    deleteAbandoned();
    return new Upload(Files.createTempDirectory(folder, UNFINISHED), folder.resolve(name), limits);
  }

  /**
   * Deletes a text.
   *
   * @throws CorpusException if there is none of this name
   */
  public void delete(String name) throws IOException {
    Path there = path(name);
    // out of sight at once, so that nobody opens half of it
    Path gone = Files.createTempDirectory(folder, UNFINISHED).resolve(name);
    Files.move(there, gone);
    deleteFolder(gone.getParent());
  }

  /**
   * Checks a name: 1 to 64 small letters, digits and {@code . _ -}, the first a letter or digit.
   *
   * @throws CorpusException if it is not one
   */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new CorpusException(
          "a text's name is 1 to 64 lower-case letters, digits and . _ - and begins with a letter or"
              + " digit");
    }
    return name;
  }

  /** A name made of a file's: {@code Meine Mails (2024).txt} gives {@code meine-mails-2024}. */
  public static String nameOf(String file) {
    String base = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String plain =
        Normalizer.normalize(
                base.replaceFirst("(?i)(\\.txt)?(\\.gz|\\.zip)?$", ""), Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String name = plain.substring(0, Math.min(plain.length(), LONGEST_FROM_FILE));
    return name.isEmpty() ? "text" : name;
  }

  /** What a process that was killed has left; younger ones may be another's, at work. */
  private void deleteAbandoned() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(OwnCorpora::isUnfinished).toList()) {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        if (changed.isBefore(Instant.now().minus(ABANDONED))) {
          deleteFolder(file);
        }
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }

  static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      // that is what was wanted
    }
  }
}
