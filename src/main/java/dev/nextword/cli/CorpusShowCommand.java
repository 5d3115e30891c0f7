package dev.nextword.cli;

import dev.nextword.training.CorpusReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code corpus show}: what was found in a text of one's own. */
@Command(name = "show", description = "What was found in a text that was added.")
final class CorpusShowCommand implements Runnable {
  @Mixin private DataFolder data;
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "The text.")
  private String name;

  @Override
  public void run() {
    CorpusAddCommand.print(CorpusReport.read(data.corpora(), name), output);
  }
}
