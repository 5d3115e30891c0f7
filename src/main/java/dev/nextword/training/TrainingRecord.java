package dev.nextword.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one training, from the order to the figures, as the API shows it: it grows
 * with each line that the training's process prints, is kept in a file, and tells listeners what is
 * new. Safe for use by many threads.
 */
public final class TrainingRecord {
  /** Where a training stands. */
  public enum State {
    QUEUED,
    RUNNING,
    /** Its models are there. */
    FINISHED,
    FAILED,
    /** Ended by the person; its last checkpoints are kept. */
    CANCELLED,
    /** Its process, or the server, was ended; it can go on from its last checkpoints. */
    INTERRUPTED;

    /** Whether nothing will happen any more unless somebody asks for it. */
    public boolean isOver() {
      return this != QUEUED && this != RUNNING;
    }

    /** Whether it can go on. */
    public boolean isResumable() {
      return this == FAILED || this == CANCELLED || this == INTERRUPTED;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "job.json";
  private static final String INSTALLING = "installing";

  /** Of a line of progress, what the newest one says. */
  private static final Set<String> NEWEST =
      Set.of(
          "update",
          "updates",
          "epoch",
          "loss",
          "wordsPerSecond",
          "secondsLeft",
          "learningRate",
          "gradientNorm",
          "clipped",
          "validationLoss");

  private final Path folder;
  private final ObjectNode all;
  private final TrainingOrder order;
  private final List<BiConsumer<String, JsonNode>> listeners = new CopyOnWriteArrayList<>();

  private TrainingRecord(Path folder, ObjectNode all) {
    this.folder = folder;
    this.all = all;
    this.order = JSON.convertValue(all.get("order"), TrainingOrder.class);
  }

  /** A new one, in the queue. */
  static TrainingRecord create(Path folder, String id, TrainingOrder order) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.put("id", id).put("state", name(State.QUEUED)).put("created", now());
    all.set("order", JSON.valueToTree(order));
    ObjectNode cells = all.putObject("cells");
    order.cells().forEach(cells::putObject);
    all.putArray("notes");
    Files.createDirectories(folder);
    TrainingRecord record = new TrainingRecord(folder, all);
    try {
      record.save();
    } catch (UncheckedIOException e) {
      Files.deleteIfExists(folder); // there is no such training, then
      throw e;
    }
    return record;
  }

  /** One from an earlier run of the server, or null if its file cannot be read. */
  static @Nullable TrainingRecord load(Path folder) {
    try {
      JsonNode all = JSON.readTree(folder.resolve(FILE).toFile());
      return all instanceof ObjectNode object && object.has("order")
          ? new TrainingRecord(folder, object)
          : null;
    } catch (IOException | IllegalArgumentException damaged) {
      return null;
    }
  }

  /** What was asked for. */
  public TrainingOrder order() {
    return order;
  }

  /** Its name in the API. */
  public synchronized String id() {
    return all.get("id").asText();
  }

  /** Where it stands. */
  public synchronized State state() {
    return State.valueOf(all.get("state").asText().toUpperCase(Locale.ROOT));
  }

  /** Everything, at this moment. */
  public synchronized ObjectNode snapshot() {
    return all.deepCopy();
  }

  /** Folder of the models while they are made. */
  Path models() {
    return folder.resolve("models");
  }

  /** Folder of this record. */
  Path folder() {
    return folder;
  }

  /**
   * Everything at this moment, and from then on what is new, without a gap.
   *
   * @param listener hears {@code state} with everything, now, and after each change of the state;
   *     every other line under its own event's name. Must not block
   */
  public synchronized void listen(BiConsumer<String, JsonNode> listener) {
    listener.accept("state", snapshot());
    listeners.add(listener);
  }

  /** Tells this listener nothing more. */
  public void forget(BiConsumer<String, JsonNode> listener) {
    listeners.remove(listener);
  }

  synchronized void become(State state, @Nullable String message) {
    all.put("state", name(state));
    if (message == null) {
      all.remove("message");
    } else {
      all.put("message", message);
    }
    if (state == State.RUNNING) {
      all.put("started", now());
      all.remove("ended");
    } else if (state.isOver()) {
      all.put("ended", now());
      all.remove("phase");
    }
    save();
    tell("state", snapshot());
  }

  /**
   * Notes that its models are whole and about to be moved where they serve, so that a server that
   * is killed now can end that when it starts again.
   */
  synchronized void installing() {
    all.put("phase", INSTALLING);
    save();
  }

  /** Whether all that is left to do is to move the models. */
  synchronized boolean isInstalling() {
    return all.path("phase").asText().equals(INSTALLING);
  }

  /** One line that the training's process has printed. */
  synchronized void accept(JsonNode line) {
    switch (line.path("event").asText()) {
      case "phase" -> {
        all.put("phase", line.path("phase").asText());
        tell("phase", line);
      }
      case "text" -> {
        all.set("text", line);
        tell("text", line);
      }
      case "note" -> {
        note(line.path("message").asText());
        tell("note", line);
      }
      case "compared" -> {
        all.withObject("/comparison").set(line.path("model").asText(), line);
        tell("compared", line);
      }
      case "evaluated" -> {
        if (line.has("model")) {
          all.withObject("/evaluation").set(line.path("model").asText(), line.path("evaluation"));
          tell("evaluated", line);
        }
      }
      default -> progress(line);
    }
  }

  private void progress(JsonNode line) {
    JsonNode cell = all.path("cells").get(line.path("cell").asText());
    if (!(cell instanceof ObjectNode its)) {
      return;
    }
    String event = line.path("event").asText();
    NEWEST.forEach(
        name -> {
          if (line.hasNonNull(name) && !event.equals(Progress.FAILED)) {
            its.set(name, line.get(name));
          }
        });
    if (line.hasNonNull("message")) {
      if (event.equals(Progress.FAILED)) {
        its.set("message", line.get("message"));
      } else {
        note(line.get("message").asText());
      }
    }
    switch (event) {
      case Progress.VALIDATED -> {
        measured(its, line);
        save();
      }
      case Progress.STARTED -> its.removeAll().put("event", event);
      case Progress.FINISHED -> its.put("secondsLeft", 0);
      default -> {}
    }
    its.put("event", event);
    tell(event, line);
  }

  private void measured(ObjectNode cell, JsonNode line) {
    ArrayNode curve = cell.withArray("/curve");
    ObjectNode point = JSON.createObjectNode();
    point.set("epoch", line.get("epoch"));
    point.set("trainingLoss", line.get("loss"));
    point.set("validationLoss", line.get("validationLoss"));
    JsonNode insight = line.path("insight");
    if (insight.isObject()) {
      point.set("suggestions", insight.get("suggestions"));
      if (insight.hasNonNull("phrase")) {
        point.set("phrase", insight.get("phrase"));
      }
      cell.set("gradientByLag", insight.get("gradientByLag"));
      cell.set("notes", insight.get("notes"));
    }
    curve.add(point);
  }

  private void note(String message) {
    ArrayNode notes = all.withArray("/notes");
    for (JsonNode note : notes) {
      if (note.asText().equals(message)) {
        return;
      }
    }
    notes.add(message);
  }

  private void tell(String event, JsonNode line) {
    listeners.forEach(listener -> listener.accept(event, line));
  }

  /**
   * Whole or not at all. A disk that is full must not end a training: the next save may succeed.
   */
  private void save() {
    Path fresh = folder.resolve(FILE + ".new");
    try {
      JSON.writeValue(fresh.toFile(), all);
      Files.move(
          fresh,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      fresh.toFile().delete(); // half of it
      if (!Files.exists(folder.resolve(FILE))) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Ids of everything that a folder of trainings holds, oldest first. */
  static List<String> ids(Path trainings) throws IOException {
    List<String> ids = new ArrayList<>();
    if (Files.isDirectory(trainings)) {
      try (var files = Files.list(trainings)) {
        files.map(file -> file.getFileName().toString()).sorted().forEach(ids::add);
      }
    }
    return ids;
  }
}
