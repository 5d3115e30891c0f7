package dev.nextword.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code corpus}: text to train on. */
@Command(
    name = "corpus",
    description = "Lists, adds, fetches, weaves and counts text to train on.",
    subcommands = {
      CorpusListCommand.class,
      CorpusAddCommand.class,
      CorpusShowCommand.class,
      CorpusEstimateCommand.class,
      CorpusDeleteCommand.class,
      CorpusFetchCommand.class,
      CorpusWeaveCommand.class,
      CorpusStatsCommand.class
    })
final class CorpusCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "corpus what? list, add, show, estimate, delete, fetch, weave or stats");
  }
}
