package dev.nextword.cli;

import dev.nextword.network.CellType;
import dev.nextword.training.CellRun;
import dev.nextword.training.Progress;
import dev.nextword.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * One cell of a training, in a process of its own: {@code train} starts it. It prints progress as
 * lines of JSON, and ends when its standard input closes, that is, when whoever started it is gone.
 */
@Command(
    name = TrainCellCommand.NAME,
    hidden = true,
    description = "Trains one cell of a training that the command train has prepared.")
final class TrainCellCommand implements Callable<Integer> {
  static final String NAME = "train-cell";

  @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the training.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "CELL", description = "The cell, such as lstm.")
  private String cell;

  @Option(names = "--resume", description = "Go on from the last checkpoint.")
  private boolean resume;

  @Option(
      names = "--checkpoint-seconds",
      defaultValue = "60",
      description = "Seconds between checkpoints.")
  private int checkpointSeconds;

  @Mixin private ModelsFolder models;
  @Mixin private BlockedWords blocked;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ParentWatch.start();
    try {
      new CellRun(folder, models.store(), blocked.load())
          .network(CellType.of(cell), resume, Duration.ofSeconds(checkpointSeconds), this::print);
      return 0;
    } catch (TrainingException e) {
      print(Progress.failed(cell, e.getMessage()));
      return 1;
    }
  }

  private void print(Progress progress) {
    output.out().println(Output.line(progress));
    output.out().flush();
  }
}
