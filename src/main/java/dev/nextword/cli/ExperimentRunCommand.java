package dev.nextword.cli;

import dev.nextword.training.DistanceRun;
import dev.nextword.training.Progress;
import dev.nextword.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One network of an experiment, in a process of its own: {@code experiment} starts it. */
@Command(
    name = ExperimentRunCommand.NAME,
    hidden = true,
    description = "Trains one network of an experiment that the command experiment has prepared.")
final class ExperimentRunCommand implements Callable<Integer> {
  static final String NAME = "experiment-run";

  @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the experiment.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "JSON", description = "Which network.")
  private String run;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    ParentWatch.start();
    try {
      new DistanceRun(folder).run(run, this::print);
      return 0;
    } catch (TrainingException e) {
      print(Progress.failed("", e.getMessage()));
      return 1;
    }
  }

  private void print(Progress progress) {
    output.out().println(Output.line(progress));
    output.out().flush();
  }
}
