package dev.nextword.cli;

import dev.nextword.model.ModelException;
import dev.nextword.text.CorpusException;
import dev.nextword.training.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors as one line for a person: what was wrong, where, what to do. */
final class Failures {
  private Failures() {}

  /** Says what is wrong with the arguments; exit code 2. */
  static int wrongUse(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("nextword: " + oneLine(problem(failure)));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static String problem(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException stray) || stray.isUnknownOption()) {
      return failure.getMessage();
    }
    CommandSpec spec = failure.getCommandLine().getCommandSpec();
    String argument = "\"" + stray.getUnmatched().get(0) + "\"";
    List<String> commands =
        spec.subcommands().entrySet().stream()
            .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList();
    if (!commands.isEmpty()) {
      return "no command is called " + argument + "; there are " + String.join(", ", commands);
    }
    boolean takesText =
        spec.positionalParameters().stream().anyMatch(p -> p.paramLabel().equals("TEXT"));
    return argument + " is one argument too many" + (takesText ? ": put the text in quotes" : "");
  }

  /** Says why a command failed; exit code 1. */
  static int report(Throwable failure, PrintWriter err, boolean verbose) {
    err.println("nextword: " + oneLine(describe(failure)));
    if (verbose) {
      failure.printStackTrace(err);
    } else if (!isExpected(failure)) {
      err.println("This is an error of the program. --verbose prints where it happened.");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String describe(Throwable failure) {
    if (failure instanceof UncheckedIOException e && e.getCause() != null) {
      return describe(e.getCause());
    }
    if (failure instanceof NoSuchFileException e) {
      return e.getFile() + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException e) {
      return e.getFile() + ": no permission";
    }
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory ("
          + failure.getMessage()
          + "); give Java more, such as java -Xmx4g -jar target/nextword.jar";
    }
    if (failure.getMessage() == null || !isExpected(failure)) {
      return failure.toString();
    }
    return failure.getMessage();
  }

  /** Failures whose message was written for the person who runs the program. */
  private static boolean isExpected(Throwable failure) {
    return failure instanceof CorpusException
        || failure instanceof ModelException
        || failure instanceof CommandException
        || failure instanceof TrainingException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof OutOfMemoryError;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
