package dev.nextword.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.network.CellType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The cells of a plan side by side, each in a process of its own with one BLAS thread, since small
 * operations lose on two threads what large ones win, and whatever a child does, running out of
 * memory included, it does to itself alone. A child whose parent is gone ends, too: it notices that
 * its standard input has closed.
 */
public final class TrainingJob {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TrainingPlan plan;
  private final BiFunction<CellType, Boolean, List<String>> command;
  private final Map<String, String> environment;
  private final Consumer<Progress> listener;
  private final Map<CellType, Process> running = new ConcurrentHashMap<>();
  private volatile boolean cancelled;

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
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * Trains all cells at once. Where there are fewer cores than cells they share them: if the last
   * cell waited for a core, the others would rest while it trains alone.
   *
   * @return the cells that failed, and why; the others are trained all the same
   */
  public Map<CellType, String> run(boolean resume) throws InterruptedException {
    List<CellType> cells = plan.cells().stream().map(TrainingSettings::cell).toList();
    Thread endChildren = new Thread(this::cancel);
    Runtime.getRuntime().addShutdownHook(endChildren);
    ExecutorService watchers = Executors.newFixedThreadPool(cells.size());
    Map<CellType, String> failures = new EnumMap<>(CellType.class);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (CellType cell : cells) {
        tasks.add(() -> train(cell, resume));
      }
      List<Future<String>> done = watchers.invokeAll(tasks);
      for (int i = 0; i < done.size(); i++) {
        String failure = done.get(i).get();
        if (!failure.isEmpty()) {
          failures.put(cells.get(i), failure);
        }
      }
    } catch (ExecutionException e) {
      throw new TrainingException(
          "a training could not be watched: " + e.getCause().getMessage(), e);
    } finally {
      watchers.shutdownNow();
      try {
        Runtime.getRuntime().removeShutdownHook(endChildren);
      } catch (IllegalStateException alreadyEnding) {
        // the hook is what ends this
      }
    }
    return failures;
  }

  /** Ends all children; their checkpoints stay. */
  public void cancel() {
    cancelled = true;
    running.values().forEach(Process::destroyForcibly);
  }

  /** Gives the reason of a failure, or an empty text. */
  private String train(CellType cell, boolean resume) throws IOException, InterruptedException {
    if (cancelled) {
      return cell.label() + ": cancelled before it began";
    }
    ProcessBuilder builder = new ProcessBuilder(command.apply(cell, resume));
    builder.environment().putAll(environment);
    builder.environment().put("OMP_NUM_THREADS", "1"); // however many cores: sums in one order
    Machine.openBlasCore()
        .ifPresent(core -> builder.environment().putIfAbsent("OPENBLAS_CORETYPE", core));
    Process process = builder.start();
    running.put(cell, process);
    List<String> lastErrors = new ArrayList<>();
    Thread errors = new Thread(() -> readErrors(process, lastErrors), cell.label() + " stderr");
    errors.start();
    String failure = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) { // native libraries print there, too
          Progress progress = parse(line);
          if (progress != null) {
            if (progress.message() != null) {
              failure = progress.message();
            }
            tell(progress);
          }
        }
      }
    }
    int code = process.waitFor();
    errors.join();
    running.remove(cell);
    if (code != 0 && failure.isEmpty()) {
      failure =
          cancelled
              ? cell.label() + ": cancelled; train --resume goes on from its last checkpoint"
              : cell.label()
                  + ": its process ended with code "
                  + code
                  + "; train --resume goes on from its last checkpoint. It said: "
                  + String.join(" / ", lastErrors);
    }
    return failure;
  }

  private static @org.jspecify.annotations.Nullable Progress parse(String line) {
    try {
      return JSON.readValue(line, Progress.class);
    } catch (JsonProcessingException notOurs) {
      return null;
    }
  }

  private synchronized void tell(Progress progress) {
    listener.accept(progress);
  }

  /** Keeps the last lines, for a message if the process fails. */
  private static void readErrors(Process process, List<String> last) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.add(line);
        if (last.size() > 5) {
          last.remove(0);
        }
      }
    } catch (IOException ended) {
      // the process is gone
    }
  }
}
