package dev.nextword.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code corpus delete}: takes a text of one's own away. */
@Command(name = "delete", description = "Deletes a text that was added.")
final class CorpusDeleteCommand implements Callable<Integer> {
  @Mixin private DataFolder data;

  @Parameters(paramLabel = "NAME", description = "The text.")
  private String name;

  @Override
  public Integer call() throws IOException {
    data.corpora().delete(name);
    return 0;
  }
}
