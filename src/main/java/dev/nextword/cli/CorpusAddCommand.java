package dev.nextword.cli;

import dev.nextword.text.OwnCorpora;
import dev.nextword.text.Upload;
import dev.nextword.training.CorpusReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code corpus add}: a text of one's own, as the page does it. */
@Command(
    name = "add",
    description = {
      "Adds a text of your own to the --data folder and says what was found in it.",
      "Then: train --corpus NAME --set NAME."
    })
final class CorpusAddCommand implements Callable<Integer> {
  @Mixin private DataFolder data;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "A .txt, .txt.gz or .zip file; - reads plain text from standard input.")
  private List<Path> files;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Name of the text (default: made of the first file's).")
  private @Nullable String name;

  @Override
  public Integer call() throws IOException {
    OwnCorpora corpora = data.corpora();
    String as = name != null ? name : OwnCorpora.nameOf(files.get(0).toString());
    CorpusReport report;
    try (Upload upload = corpora.upload(as)) {
      for (Path file : files) {
        if (file.toString().equals("-")) {
          upload.add("standard-input.txt", System.in);
        } else {
          try (InputStream in = Files.newInputStream(file)) {
            upload.add(file.getFileName().toString(), in);
          }
        }
      }
      report = CorpusReport.of(as, upload);
      upload.commit(report.json());
    }
    print(report, output);
    return 0;
  }

  static void print(CorpusReport report, Output output) {
    if (output.isJson()) {
      output.printJson(report);
      return;
    }
    output
        .out()
        .printf(
            Locale.ROOT,
            "%s: %,d documents, %,d sentences, %,d words and marks, %,d of them different and twice"
                + " or more; %.0f %% common English words%n",
            report.name(),
            report.documents(),
            report.sentences(),
            report.words(),
            report.vocabulary(),
            100 * report.english());
    for (CorpusReport.Excerpt excerpt : report.preview()) {
      output.out().println();
      excerpt.tokens().forEach(sentence -> output.out().println("  " + String.join(" ", sentence)));
    }
    report.warnings().forEach(warning -> output.err().println(warning));
  }
}
