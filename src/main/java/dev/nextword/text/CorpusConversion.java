package dev.nextword.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a download becomes the plain text that {@code Corpora} reads. Each one streams. */
public enum CorpusConversion {
  /** Already plain text. */
  PLAIN {
    @Override
    void convert(Path download, Writer text) throws IOException {
      try (BufferedReader lines = Files.newBufferedReader(download)) {
        lines.transferTo(text);
      }
    }
  },

  /**
   * A book of Project Gutenberg: what stands between the lines {@code *** START OF ...} and {@code
   * *** END OF ...}; notice and licence around it are left out. Without both marks it is refused.
   */
  GUTENBERG_BOOK {
    @Override
    void convert(Path download, Writer text) throws IOException {
      boolean inside = false;
      boolean ended = false;
      try (BufferedReader lines = Files.newBufferedReader(download)) {
        for (String line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
          if (inside && END.matcher(line).lookingAt()) {
            ended = true;
          } else if (inside) {
            text.append(line.stripTrailing()).append('\n');
          } else {
            inside = START.matcher(line).lookingAt();
          }
        }
      }
      if (!ended) {
        throw new CorpusException(
            "the download is no complete Project Gutenberg book: no \"*** "
                + (inside ? "END" : "START")
                + " OF THE PROJECT GUTENBERG EBOOK\" in it");
      }
    }
  },

  /**
   * The Schema-Guided Dialogue dataset as a zip of its repository: the utterances of {@code
   * train|dev|test/dialogues_*.json}, {@code U: } for the user and {@code S: } for the system, an
   * empty line after each dialogue.
   */
  SCHEMA_GUIDED_DIALOGUES {
    @Override
    void convert(Path download, Writer text) throws IOException {
      try (ZipFile zip = new ZipFile(download.toFile())) {
        List<? extends ZipEntry> entries =
            zip.stream()
                .filter(entry -> DIALOGUES.matcher(entry.getName()).find())
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        if (entries.isEmpty()) {
          throw new CorpusException("no dialogues_*.json in the download");
        }
        ObjectMapper mapper = new ObjectMapper();
        for (ZipEntry entry : entries) {
          try (InputStream json = zip.getInputStream(entry)) {
            for (JsonNode dialogue : mapper.readTree(json)) {
              for (JsonNode turn : dialogue.path("turns")) {
                boolean user = turn.path("speaker").asText().equals("USER");
                String utterance = turn.path("utterance").asText().strip();
                text.append(user ? "U: " : "S: ").append(utterance.replaceAll("\\s+", " "));
                text.append('\n');
              }
              text.append('\n');
            }
          }
        }
      }
    }
  },

  /** Tatoeba's weekly export of one language, bzip2: number, language and sentence by tabs. */
  TATOEBA_SENTENCES {
    @Override
    void convert(Path download, Writer text) throws IOException {
      try (InputStream packed = new BufferedInputStream(Files.newInputStream(download));
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(
                      new BZip2CompressorInputStream(packed, true), StandardCharsets.UTF_8))) {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          number++;
          String[] fields = line.split("\t", 3);
          if (fields.length < 3) {
            throw new CorpusException("line " + number + ": number, language, sentence wanted");
          }
          text.append(fields[2].strip()).append('\n');
        }
      }
    }
  };

  private static final Pattern START =
      Pattern.compile("\\*\\*\\* ?START OF (THE|THIS) PROJECT GUTENBERG EBOOK.*");
  private static final Pattern END =
      Pattern.compile("(\\*\\*\\* ?)?END OF (THE|THIS) PROJECT GUTENBERG EBOOK.*");
  private static final Pattern DIALOGUES =
      Pattern.compile("(^|/)(train|dev|test)/dialogues_\\d+\\.json$");

  /**
   * Writes the plain text of a download.
   *
   * @throws CorpusException when the download is not what was expected
   */
  abstract void convert(Path download, Writer text) throws IOException;
}
