package dev.nextword.training;

import dev.nextword.network.CellType;
import java.nio.file.Path;
import java.util.EnumMap;
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
   * @param environment added to that of the processes
   * @param listener hears what every cell says; called by several threads, one at a time
   */
  public TrainingJob(
      Path folder,
      BiFunction<CellType, Boolean, List<String>> command,
      Map<String, String> environment,
      Consumer<Progress> listener) {
    this.plan = TrainingPlan.load(folder);
    this.command = command;
    this.children = new ChildProcesses(environment, (cell, progress) -> listener.accept(progress));
  }

  /**
   * Trains all cells at once. Where there are fewer cores than cells they share them: if the last
   * cell waited for a core, the others would rest while it trains alone.
   *
   * @return the cells that failed, and why; the others are trained all the same
   */
  public Map<CellType, String> run(boolean resume) throws InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    plan.cells().stream()
        .map(TrainingSettings::cell)
        .forEach(cell -> commands.put(cell.label(), command.apply(cell, resume)));
    Map<CellType, String> failures = new EnumMap<>(CellType.class);
    children
        .run(commands, commands.size())
        .forEach((cell, failure) -> failures.put(CellType.of(cell), failure));
    return failures;
  }

  /** Ends all children; their checkpoints stay. */
  public void cancel() {
    children.cancel();
  }
}
