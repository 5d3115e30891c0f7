package dev.nextword.text;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The public sources of larger text: what they are, under which licence, and how to fetch them from
 * those who publish them. Read from {@code corpus/catalogue.json}.
 */
public final class CorpusCatalogue {
  /**
   * Checksums of all downloads, in the format of {@code sha256sum}; hidden from {@code Corpora}.
   */
  static final String CHECKSUMS = ".sha256";

  private record Sources(List<CorpusSource> sources) {}

  private final Path path;
  private final Map<String, CorpusSource> sources = new LinkedHashMap<>();
  private final Download download;

  private CorpusCatalogue(Path path, List<CorpusSource> list, Duration patience) {
    this.path = path;
    this.download = new Download(patience);
    for (CorpusSource source : list) {
      if (sources.put(source.name(), source) != null) {
        throw new CorpusException(path + " holds two sources called " + source.name());
      }
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws CorpusException when it cannot be read; names the place in it
   */
  public static CorpusCatalogue load(Path path) {
    return load(path, Duration.ofSeconds(30));
  }

  /** As {@link #load(Path)}, with another longest wait for the server. */
  static CorpusCatalogue load(Path path, Duration patience) {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
    try {
      return new CorpusCatalogue(
          path, mapper.readValue(path.toFile(), Sources.class).sources(), patience);
    } catch (IOException | NullPointerException e) {
      throw new CorpusException("cannot read the catalogue " + path + ": " + e.getMessage(), e);
    }
  }

  /** All sources, in the catalogue's order. */
  public List<CorpusSource> sources() {
    return List.copyOf(sources.values());
  }

  /**
   * Downloads a source and makes plain text of it. What is already there is not fetched again; a
   * broken download goes on where it stopped.
   *
   * @param folder gets a folder of the source's name, with text files and {@code SOURCE.md}
   * @return that folder: {@code Corpora.open} reads it
   * @throws CorpusException when there is no such source, or it cannot be fetched; says why and
   *     what to do. A download with a wrong checksum is deleted
   */
  public Path fetch(String name, Path folder, ProgressListener listener) {
    CorpusSource source = sources.get(name);
    if (source == null) {
      throw new CorpusException(
          "no corpus is called \"" + name + "\"; " + path + " knows " + sources.keySet());
    }
    Path target = folder.resolve(name);
    try {
      Files.createDirectories(target);
      Map<String, String> checksums = readChecksums(target);
      for (CorpusSource.File file : source.files()) {
        Path text = target.resolve(file.target());
        if (!Files.exists(text)) {
          fetchFile(source, file, text, checksums, listener);
          writeAtomically(
              target.resolve(CHECKSUMS),
              checksums.entrySet().stream()
                  .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
                  .collect(Collectors.joining()));
        }
      }
      writeAtomically(target.resolve("SOURCE.md"), describe(source, checksums));
      return target;
    } catch (IOException e) {
      throw new CorpusException("cannot write to " + target + ": " + e.getMessage(), e);
    }
  }

  private void fetchFile(
      CorpusSource source,
      CorpusSource.File file,
      Path text,
      Map<String, String> checksums,
      ProgressListener listener)
      throws IOException {
    Path raw = text.resolveSibling("." + file.target() + ".download");
    String actual = download.fetch(file.url(), raw, file.sha256(), listener);
    Path converted = text.resolveSibling("." + file.target() + ".tmp");
    try (Writer writer = Files.newBufferedWriter(converted)) {
      source.conversion().convert(raw, writer);
    } catch (IOException | CorpusException e) {
      Files.deleteIfExists(converted);
      Files.deleteIfExists(raw);
      throw new CorpusException(
          file.url() + " was downloaded but could not be read, and was deleted: " + e.getMessage(),
          e);
    }
    Files.move(
        converted, text, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(raw);
    checksums.put(file.url().toString(), actual);
  }

  private static Map<String, String> readChecksums(Path folder) throws IOException {
    Map<String, String> checksums = new LinkedHashMap<>();
    Path file = folder.resolve(CHECKSUMS);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split(" {2}", 2);
        if (fields.length == 2) {
          checksums.put(fields[1], fields[0]);
        }
      }
    }
    return checksums;
  }

  private static String describe(CorpusSource source, Map<String, String> checksums) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(source.title()).append("\n\n").append(source.about()).append("\n\n");
    text.append("- Licence: ").append(source.licence()).append('\n');
    text.append("- Source: ").append(source.homepage()).append("\n\n");
    for (CorpusSource.File file : source.files()) {
      String checksum = checksums.get(file.url().toString());
      text.append("- `").append(file.target()).append("` from ").append(file.url());
      text.append(checksum == null ? "" : ", SHA-256 " + checksum).append('\n');
    }
    return text.toString();
  }

  private static void writeAtomically(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, text);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
