package dev.nextword.cli;

import dev.nextword.text.CorpusSource;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code corpus list}: the project's own text, and the public ones that can be fetched. */
@Command(
    name = "list",
    description = "The project's own text, and the public ones that can be fetched.")
final class CorpusListCommand implements Runnable {
  @Mixin private DataFolder data;
  @Mixin private Output output;

  @Override
  public void run() {
    List<CorpusSource> sources = Catalogue.load().sources();
    if (output.isJson()) {
      List<Object> all = new ArrayList<>(sources);
      data.corpora().names().forEach(name -> all.add(Map.of("name", name, "own", true)));
      output.printJson(all);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "download", "here", "licence", "title"));
    rows.add(List.of("sample", "", "yes", "GPL-3.0-or-later", "The project's own small text"));
    for (CorpusSource source : sources) {
      boolean here = Files.isDirectory(Catalogue.fetched().resolve(source.name()));
      rows.add(
          List.of(
              source.name(),
              String.format(Locale.ROOT, "%.0f MB", source.approximateBytes() / 1e6),
              here ? "yes" : "no",
              source.shortLicence(),
              source.title()));
    }
    for (String name : data.corpora().names()) {
      rows.add(List.of(name, "", "yes", "yours", "Your own"));
    }
    output.printTable(rows);
  }
}
