package dev.nextword.cli;

import java.io.ObjectInputFilter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The program: one verb a command, {@code serve} where none is given. Exit code 0: done; 1: failed,
 * with one line on stderr that says why; 2: wrong use.
 */
@Command(
    name = "nextword",
    description = {
      "Completes English text with four models: n-gram, vanilla RNN, GRU and LSTM.",
      "Without a command it serves the page."
    },
    subcommands = {
      ServeCommand.class,
      CompleteCommand.class,
      ScoreCommand.class,
      ExplainCommand.class,
      TrainCommand.class,
      TrainCellCommand.class,
      TryDeviceCommand.class,
      EvaluateCommand.class,
      ExperimentCommand.class,
      ExperimentRunCommand.class,
      LabWorkerCommand.class,
      CorpusCommand.class,
      ModelsCommand.class
    },
    synopsisSubcommandLabel = "[COMMAND]",
    versionProvider = Version.class)
public final class Main {
  private static final Set<String> OF_MAIN = Set.of("-h", "--help", "-V", "--version");

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the versions of the program and of what it runs on.")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  private boolean help;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  /** Runs the program and ends the process. */
  public static void main(String[] arguments) {
    // UTF-8 whatever the terminal's setting: other programs read the results.
    PrintWriter out = utf8(System.out);
    PrintWriter err = utf8(System.err);
    forbidDeserialisation();
    System.exit(run(arguments, out, err));
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main).addSubcommand(LabCommand.line());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Failures::wrongUse);
    line.setExecutionExceptionHandler(
        (failure, command, result) -> Failures.report(failure, err, main.verbose));
    int code;
    try {
      code = line.execute(withVerb(arguments));
    } catch (OutOfMemoryError e) {
      code = Failures.report(e, err, main.verbose);
    }
    out.flush();
    err.flush();
    return code;
  }

  private static String[] withVerb(String[] arguments) {
    boolean verbIsMissing =
        arguments.length == 0 || (arguments[0].startsWith("-") && !OF_MAIN.contains(arguments[0]));
    if (!verbIsMissing) {
      return arguments;
    }
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(0, "serve");
    return all.toArray(String[]::new);
  }

  /**
   * Files from others are data. Nothing here reads serialised Java objects, which could run code;
   * with this no library can either, whatever a file makes it try.
   */
  private static void forbidDeserialisation() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
    }
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
