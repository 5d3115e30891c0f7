package dev.nextword.cli;

import dev.nextword.text.CorpusCatalogue;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code corpus fetch}: a public text from those who publish it. */
@Command(
    name = "fetch",
    description = {
      "Downloads a public text and makes plain text of it.",
      "A download that broke goes on where it stopped. Then: train --corpus NAME."
    })
final class CorpusFetchCommand implements Runnable {
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "The text, as in corpus list.")
  private String name;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "Folder that gets a folder of that name (default: corpus/fetched).")
  private @Nullable Path folder;

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "Another catalogue (default: corpus/catalogue.json).")
  private @Nullable Path catalogue;

  @Override
  public void run() {
    CorpusCatalogue sources =
        catalogue == null ? Catalogue.load() : CorpusCatalogue.load(catalogue);
    Path target = folder == null ? Catalogue.fetched() : folder;
    try (ProgressLine progress = new ProgressLine(output.err(), System.console() != null)) {
      Path text = sources.fetch(name, target, progress);
      if (output.isJson()) {
        output.printJson(Map.of("name", name, "path", text.toString()));
      } else {
        output.out().println(text);
      }
    }
  }
}
