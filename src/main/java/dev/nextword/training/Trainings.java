package dev.nextword.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.training.TrainingRecord.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trainings that people ask a server for: one at a time, the others wait. Each is a process of
 * its own, so that whatever happens to it, happens to it alone.
 */
public final class Trainings implements AutoCloseable {
  /** So many may wait. */
  public static final int MOST_QUEUED = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int LAST_ERRORS = 8;

  /** How a training is started as a process that prints JSON lines. */
  public interface Commands {
    /**
     * The command.
     *
     * @param models folder that gets the models
     * @param resume go on from the checkpoints that are there
     */
    List<String> of(TrainingOrder order, Path models, boolean resume);
  }

  /** What becomes of the models of a training. */
  public interface Destination {
    /** Makes a trained set visible under this name. */
    void install(Path models, String name) throws IOException;
  }

  private final Path folder;
  private final Commands commands;
  private final Destination destination;
  private final Map<String, TrainingRecord> records = new LinkedHashMap<>();
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "trainings");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Process process;
  private @Nullable TrainingRecord running;
  private boolean closed;

  /**
   * @param folder of the trainings; need not exist. What was running there when a server ended is
   *     {@link State#INTERRUPTED} now
   */
  public Trainings(Path folder, Commands commands, Destination destination) {
    this.folder = folder;
    this.commands = commands;
    this.destination = destination;
    try {
      for (String id : TrainingRecord.ids(folder)) {
        TrainingRecord record = TrainingRecord.load(folder.resolve(id));
        if (record != null) {
          records.put(id, record);
          if (!record.state().isOver()) {
            endWhatWasCutShort(record);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server was killed; if its models were whole already, only their move was missing. */
  private void endWhatWasCutShort(TrainingRecord record) {
    if (record.isInstalling()) {
      try {
        if (Files.isDirectory(record.models())) { // else they have been moved
          destination.install(record.models(), record.order().name());
        }
        record.become(State.FINISHED, null);
        return;
      } catch (IOException | RuntimeException e) {
        // as if they were not made yet
      }
    }
    record.become(State.INTERRUPTED, "The server was ended. Resume to go on.");
  }

  /** All of them, newest first. */
  public synchronized List<TrainingRecord> all() {
    List<TrainingRecord> all = new ArrayList<>(records.values());
    Collections.reverse(all);
    return all;
  }

  /** The training of this id. */
  public synchronized Optional<TrainingRecord> find(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** Whether one runs now. */
  public synchronized boolean isBusy() {
    return running != null;
  }

  /** Whether a training that is not over reads this text, or makes a set of this name. */
  public synchronized boolean uses(Predicate<TrainingOrder> what) {
    return records.values().stream()
        .anyMatch(record -> !record.state().isOver() && what.test(record.order()));
  }

  /** How many wait. */
  public synchronized int queued() {
    return (int) records.values().stream().filter(r -> r.state() == State.QUEUED).count();
  }

  /** Puts a training into the queue. */
  public synchronized TrainingRecord submit(TrainingOrder order) throws IOException {
    String id = TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(random());
    TrainingRecord record = TrainingRecord.create(folder.resolve(id), id, order);
    records.put(id, record);
    runner.execute(() -> run(record, false));
    return record;
  }

  /** Puts one that ended before its end into the queue again; it goes on where it was. */
  public synchronized void resume(TrainingRecord record) {
    if (!record.state().isResumable()) {
      throw new TrainingException("only a training that has ended before its end can go on");
    }
    record.become(State.QUEUED, null);
    runner.execute(() -> run(record, true));
  }

  /** Ends it; what it has reached stays in its checkpoints. */
  public synchronized void cancel(TrainingRecord record) {
    if (record.state().isOver()) {
      return;
    }
    record.become(State.CANCELLED, "Cancelled. It can go on from its last checkpoint.");
    if (record == running && process != null) {
      end(process);
    }
  }

  /** Forgets one that is over, with its checkpoints; models that were installed stay. */
  public synchronized void delete(TrainingRecord record) throws IOException {
    if (!record.state().isOver()) {
      throw new TrainingException("it is still running; cancel it first");
    }
    records.remove(record.id());
    deleteFolder(record.folder());
  }

  private void run(TrainingRecord record, boolean again) {
    synchronized (this) {
      if (closed || record.state() != State.QUEUED) {
        return; // cancelled while it waited
      }
      running = record;
      record.become(State.RUNNING, null);
    }
    try {
      boolean resume =
          again && TrainingPlan.exists(record.models().resolve(".training").resolve("default"));
      String failure = watch(record, commands.of(record.order(), record.models(), resume));
      synchronized (this) {
        if (record.state() != State.RUNNING) {
          return; // cancelled meanwhile
        }
        if (failure == null) {
          record.installing();
          destination.install(record.models(), record.order().name());
          record.become(State.FINISHED, null);
        }
      }
    } catch (IOException | RuntimeException e) {
      record.become(State.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        running = null;
        process = null;
      }
    }
  }

  /** Runs the process to its end; gives the reason of a failure, or null. */
  private @Nullable String watch(TrainingRecord record, List<String> command)
      throws IOException, InterruptedException {
    Process started = new ProcessBuilder(command).start();
    synchronized (this) {
      process = started;
      if (closed || record.state() != State.RUNNING) {
        end(started);
      }
    }
    List<String> errors = new ArrayList<>();
    Thread reader = new Thread(() -> keepLast(started, errors), "training errors");
    reader.start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode said = parse(line);
        if (said != null) {
          record.accept(said);
        }
      }
    } catch (IOException cut) {
      // its process was ended
    }
    int code = started.waitFor();
    reader.join();
    if (code == 0 || record.state() != State.RUNNING) {
      return code == 0 ? null : "ended";
    }
    boolean killed = code > 128;
    String message =
        killed
            ? "Its process was ended from outside (code "
                + code
                + ", out of memory or kill). Resume to go on from the last checkpoint."
            : errors.isEmpty() ? "It ended with code " + code + "." : String.join(" ", errors);
    record.become(killed ? State.INTERRUPTED : State.FAILED, message);
    return message;
  }

  private static @Nullable JsonNode parse(String line) {
    try {
      JsonNode said = line.startsWith("{") ? JSON.readTree(line) : null;
      return said != null && said.has("event") ? said : null;
    } catch (JsonProcessingException notOurs) {
      return null;
    }
  }

  /** Of the lines on stderr, those that say why the program failed. */
  private static void keepLast(Process process, List<String> errors) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("nextword: ")) {
          errors.add(line.substring("nextword: ".length()));
          if (errors.size() > LAST_ERRORS) {
            errors.remove(0);
          }
        }
      }
    } catch (IOException ended) {
      // its process is gone
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly(); // the handle leaves the streams open
  }

  private static byte[] random() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Ends what runs; it is interrupted, and can go on when there is a server again. */
  @Override
  public void close() {
    TrainingRecord interrupted;
    synchronized (this) {
      closed = true;
      interrupted = running;
      if (interrupted != null && interrupted.state() == State.RUNNING) {
        interrupted.become(State.INTERRUPTED, "The server was ended. Resume to go on.");
      }
      records.values().stream()
          .filter(record -> record.state() == State.QUEUED)
          .forEach(
              record -> record.become(State.INTERRUPTED, "The server was ended. Resume to go on."));
      if (process != null) {
        end(process);
      }
    }
    runner.shutdown();
  }
}
