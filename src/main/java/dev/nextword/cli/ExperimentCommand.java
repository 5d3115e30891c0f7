package dev.nextword.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code experiment}: what the page and the README claim, measured anew. */
@Command(
    name = "experiment",
    description = "Measures anew what the page and the README show.",
    subcommands = {ExperimentDistanceCommand.class, ExperimentRemediesCommand.class})
final class ExperimentCommand implements Runnable {
  /**
   * The project's own text without its woven passages, in which sentences occur once more that are
   * to be held out.
   */
  static final List<String> SAMPLE =
      List.of(
          "sample/everyday",
          "sample/notes-and-messages",
          "sample/dialogues",
          "sample/letters",
          "sample/small-stories",
          "sample/the-clockmaker",
          "sample/the-island-post");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which experiment? There are distance and remedies");
  }
}
