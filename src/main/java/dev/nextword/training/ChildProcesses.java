package dev.nextword.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trainings side by side, each in a process of its own: one core and one BLAS thread each, since
 * small operations lose on two threads what large ones win, and whatever a child does, running out
 * of memory included, it does to itself alone. A child whose parent is gone ends, too: it notices
 * that its standard input has closed.
 */
final class ChildProcesses {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> environment;
  private final BiConsumer<String, Progress> listener;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /**
   * @param environment added to that of the processes
   * @param listener hears what every child says, with the child's name; called by several threads,
   *     one at a time
   */
  ChildProcesses(Map<String, String> environment, BiConsumer<String, Progress> listener) {
    this.environment = Map.copyOf(environment);
    this.listener = listener;
  }

  /**
   * Runs all commands in their order.
   *
   * @param commands by name; each prints {@link Progress} as lines of JSON
   * @param atOnce how many at a time
   * @return those that failed, and why; the others have run all the same
   */
  Map<String, String> run(Map<String, List<String>> commands, int atOnce)
      throws InterruptedException {
    Thread endChildren = new Thread(this::cancel);
    Runtime.getRuntime().addShutdownHook(endChildren);
    ExecutorService watchers = Executors.newFixedThreadPool(Math.max(1, atOnce));
    Map<String, String> failures = new LinkedHashMap<>();
    try {
      List<String> names = List.copyOf(commands.keySet());
      List<Callable<String>> tasks = new ArrayList<>();
      commands.forEach((name, command) -> tasks.add(() -> watch(name, command)));
      List<Future<String>> done = watchers.invokeAll(tasks);
      for (int i = 0; i < done.size(); i++) {
        String failure = done.get(i).get();
        if (!failure.isEmpty()) {
          failures.put(names.get(i), failure);
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
  void cancel() {
    cancelled = true;
    running.forEach(Process::destroyForcibly);
  }

  /** Gives the reason of a failure, or an empty text. */
  private String watch(String name, List<String> command) throws IOException, InterruptedException {
    if (cancelled) {
      return name + ": cancelled before it began";
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("OMP_NUM_THREADS", "1"); // however many cores: sums in one order
    Machine.openBlasCore()
        .ifPresent(core -> builder.environment().putIfAbsent("OPENBLAS_CORETYPE", core));
    Process process = builder.start();
    running.add(process);
    List<String> lastErrors = new ArrayList<>();
    Thread errors = new Thread(() -> readErrors(process, lastErrors), name + " stderr");
    errors.start();
    String failure = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) { // native libraries print there, too
          Progress progress = parse(line);
          if (progress != null) {
            if (progress.message() != null && progress.event().equals(Progress.FAILED)) {
              failure = progress.message();
            }
            tell(name, progress);
          }
        }
      }
    }
    int code = process.waitFor();
    errors.join();
    running.remove(process);
    if (code != 0 && failure.isEmpty()) {
      failure =
          cancelled
              ? name + ": cancelled; --resume goes on from its last checkpoint"
              : name
                  + ": its process ended with code "
                  + code
                  + "; --resume goes on from its last checkpoint. It said: "
                  + String.join(" / ", lastErrors);
    }
    return failure;
  }

  private static @Nullable Progress parse(String line) {
    try {
      return JSON.readValue(line, Progress.class);
    } catch (JsonProcessingException notOurs) {
      return null;
    }
  }

  private synchronized void tell(String name, Progress progress) {
    listener.accept(name, progress);
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
