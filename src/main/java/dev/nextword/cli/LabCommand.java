package dev.nextword.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lab}: one run of the gradient lab. */
@Command(
    name = "lab",
    description = "Trains a small network and shows its gradients, layer by layer or step by step.")
final class LabCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** With its two kinds, whose options are those of the settings. */
  static CommandLine line() {
    return new CommandLine(new LabCommand())
        .addSubcommand(LabRunCommand.line("depth"))
        .addSubcommand(LabRunCommand.line("time"));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which lab? There are depth and time");
  }
}
