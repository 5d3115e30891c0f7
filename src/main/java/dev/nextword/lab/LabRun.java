package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One lab run as the API shows it: what was asked for, where it stands, all that it has told.
 * Whoever knows its id may watch and end it, so the id is not to be guessed. Safe for many threads.
 */
public final class LabRun {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Where a run stands. */
  public enum State {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("finished")
    FINISHED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    /** Whether it tells nothing more. */
    public boolean isOver() {
      return this != QUEUED && this != RUNNING;
    }
  }

  private final String id;
  private final LabSettings settings;
  private final List<JsonNode> events = new ArrayList<>();
  private final List<BiConsumer<String, JsonNode>> listeners = new ArrayList<>();
  private State state = State.QUEUED;
  private @Nullable String message;
  private long changed = System.nanoTime();

  LabRun(LabSettings settings) {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    this.id = settings.kind().charAt(0) + "-" + HexFormat.of().formatHex(bytes);
    this.settings = settings;
  }

  /** Its name in the API. */
  public String id() {
    return id;
  }

  LabSettings settings() {
    return settings;
  }

  /** Where it stands. */
  public synchronized State state() {
    return state;
  }

  /** When its state last changed, by {@link System#nanoTime}. */
  synchronized long changed() {
    return changed;
  }

  /** Without its events. */
  public synchronized ObjectNode summary() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
    json.put("kind", settings.kind());
    json.set("state", LabJson.tree(state));
    json.put("over", state.isOver());
    if (message != null) {
      json.put("message", message);
    }
    json.set("settings", LabJson.tree(settings));
    return json;
  }

  /** With all events so far. */
  public synchronized ObjectNode snapshot() {
    ObjectNode json = summary();
    json.putArray("events").addAll(events);
    return json;
  }

  /** All events so far. */
  public synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  /**
   * Tells all events so far, and from then on what is new, without a gap.
   *
   * @param listener hears the event's name and the event; {@code state} first, and last. Must not
   *     block
   */
  public synchronized void listen(BiConsumer<String, JsonNode> listener) {
    boolean over = state.isOver();
    listener.accept("state", summary().put("over", over && events.isEmpty()));
    events.forEach(event -> listener.accept(event.path("event").asText(), event));
    if (over && !events.isEmpty()) {
      listener.accept("state", summary());
    }
    listeners.add(listener);
  }

  /** Tells this listener nothing more. */
  public synchronized void forget(BiConsumer<String, JsonNode> listener) {
    listeners.remove(listener);
  }

  synchronized void tell(JsonNode event) {
    if (!state.isOver()) {
      events.add(event);
      listeners.forEach(listener -> listener.accept(event.path("event").asText(), event));
    }
  }

  /** Goes on to another state; does nothing once it is over. */
  synchronized void become(State next, @Nullable String why) {
    if (state.isOver()) {
      return;
    }
    state = next;
    message = why;
    changed = System.nanoTime();
    List.copyOf(listeners).forEach(listener -> listener.accept("state", summary()));
  }
}
