package dev.nextword.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.text.Corpora;
import dev.nextword.text.CorpusException;
import dev.nextword.training.CorpusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What was found in texts that a person has not brought: the sample, fetched ones. To read one
 * takes many seconds, so what was found is kept in a file.
 */
final class PublicReports {
  /** The text that comes with the program; small enough to be read when somebody asks. */
  static final String SAMPLE = "sample";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;

  /**
   * @param data folder of the person's own
   */
  PublicReports(Path data) {
    this.folder = data.resolve("reports");
  }

  /**
   * What was found in a text.
   *
   * @return empty where it has not been read yet
   */
  Optional<CorpusReport> find(String name) {
    try {
      Path file = folder.resolve(name + ".json");
      if (Files.exists(file)) {
        return Optional.of(JSON.readValue(file.toFile(), CorpusReport.class));
      }
      return name.equals(SAMPLE) ? Optional.of(read(name)) : Optional.empty();
    } catch (IOException e) {
      throw new CorpusException(name + ": its report cannot be read or written: " + e, e);
    }
  }

  /**
   * Reads a text and keeps what was found.
   *
   * @throws CorpusException if there is no text of this name
   */
  CorpusReport read(String name) throws IOException {
    CorpusReport report = CorpusReport.of(name, Corpora.open(CorpusArgument.path(name)));
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "." + name, ".new");
    Files.write(fresh, report.json());
    Files.move(fresh, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
    return report;
  }
}
