package dev.nextword.training;

import dev.nextword.network.CellType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The cells of a plan side by side, each in a process of its own. */
public final class TrainingJob {
  private final TrainingPlan plan;
  private final BiFunction<CellType, Boolean, List<String>> command;
  private final ChildProcesses children;

  /**
   * @param folder of the training, with its plan
   * @param command that trains one cell in a process, given the cell and whether to resume; it
   *     prints {@link Progress} as lines of JSON
   * @param listener hears what every cell says; called by several threads, one at a time
   */
  public TrainingJob(
      Path folder,
      BiFunction<CellType, Boolean, List<String>> command,
      Consumer<Progress> listener) {
    this.plan = TrainingPlan.load(folder);
    this.command = command;
    this.children = new ChildProcesses((cell, progress) -> listener.accept(progress));
  }

  /**
   * Trains all cells, as many at once as there are cores; the costliest first.
   *
   * @return messages of the cells that failed; the others are trained all the same
   */
  public List<String> run(boolean resume) throws InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (CellType cell : List.of(CellType.LSTM, CellType.GRU, CellType.RNN, CellType.RELU_RNN)) {
      if (plan.cells().stream().anyMatch(settings -> settings.cell() == cell)) {
        commands.put(cell.label(), command.apply(cell, resume));
      }
    }
    return children.run(commands);
  }

  /** Ends all children; their checkpoints stay. */
  public void cancel() {
    children.cancel();
  }
}
