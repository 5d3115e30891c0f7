package dev.nextword.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens text as corpora, mixes them, and gives their checksums. */
public final class Corpora {
  /** Files that come with a text and are none of it. */
  private static final Pattern ABOUT =
      Pattern.compile("(?i)(licen[sc]e|copying|readme|notice|source|authors)([._-].*)?");

  private Corpora() {}

  /**
   * Opens a {@code .txt} or {@code .txt.gz} file, or a folder of them: all below it, sorted by
   * path, without hidden ones and without LICENSE, README and their like. The layout of each file
   * is found from its first lines ({@link Layout}).
   *
   * @throws CorpusException when there is nothing to read there; damage inside a file shows when
   *     the documents are read
   */
  public static Corpus open(Path path) {
    return open(path, null);
  }

  /**
   * As {@link #open(Path)}, with the layout said instead of found.
   *
   * @param layout of every file, or null to find it
   */
  public static Corpus open(Path path, @Nullable Layout layout) {
    return new FileCorpus(path, files(path), layout);
  }

  /** One corpus of several, one after the other. */
  public static Corpus mix(String name, List<Corpus> parts) {
    return new MixedCorpus(name, parts);
  }

  /** The files that {@link #open(Path)} would read, sorted by path. */
  public static List<Path> files(Path path) {
    if (!Files.exists(path)) {
      throw new CorpusException(path + ": no such file or folder");
    }
    if (!Files.isDirectory(path)) {
      if (!isText(path)) {
        throw new CorpusException(
            path + ": not a .txt or .txt.gz file; rename it if it is UTF-8 text");
      }
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> files =
          below
              .filter(Files::isRegularFile)
              .filter(Corpora::isText)
              .filter(file -> !isAbout(path.relativize(file)))
              .sorted((a, b) -> unixName(a).compareTo(unixName(b)))
              .toList();
      if (files.isEmpty()) {
        throw new CorpusException(path + ": no .txt or .txt.gz file in this folder");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new CorpusException(path + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** How much text the files hold, near enough: packed text is taken for a third of it. */
  public static long unpackedBytes(List<Path> files) {
    long bytes = 0;
    for (Path file : files) {
      try {
        bytes += Files.size(file) * (file.toString().endsWith(".gz") ? 3 : 1);
      } catch (IOException e) {
        throw new CorpusException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return bytes;
  }

  /**
   * SHA-256 of a file's bytes; of a folder, of the lines {@code <sha256> <path in the folder>\n} of
   * its {@linkplain #files files}, so that it changes with any byte, name or number of them.
   *
   * @return 64 hexadecimal digits
   */
  public static String sha256(Path path) {
    List<Path> files = files(path);
    if (!Files.isDirectory(path)) {
      return hash(files.get(0));
    }
    MessageDigest digest = sha256();
    for (Path file : files) {
      String line = hash(file) + "  " + unixName(path.relativize(file)) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of the bytes of one file, whatever its name: 64 hexadecimal digits. */
  public static String hash(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new CorpusException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isText(Path file) {
    String name = fileName(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".txt") || name.endsWith(".txt.gz");
  }

  private static boolean isAbout(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return ABOUT.matcher(fileName(relative)).matches();
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The same on every system, so that the order and the checksum are, too. */
  static String unixName(Path path) {
    return path.toString().replace('\\', '/');
  }
}
