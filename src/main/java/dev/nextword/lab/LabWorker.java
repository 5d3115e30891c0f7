package dev.nextword.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The child process in which lab runs compute. One line of JSON in is one order, {@code {"run": ID,
 * "kind", "settings"}} or {@code {"cancel": ID}}; lines of JSON out are the run's events, then
 * {@code {"event": "over"}}, with a message where it failed.
 */
public final class LabWorker {
  private final Consumer<String> out;
  private final ExecutorService computing = Executors.newSingleThreadExecutor();
  private volatile String cancelled = "";

  private LabWorker(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Serves orders until there are no more.
   *
   * @param out takes one line, and flushes it
   */
  public static void serve(BufferedReader in, Consumer<String> out) throws IOException {
    LabWorker worker = new LabWorker(out);
    worker.computing.execute(worker::warmUp);
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        worker.take(LabJson.read(line));
      }
    } finally {
      worker.cancelled = "*"; // whoever asked is gone
      worker.computing.shutdownNow();
    }
  }

  /** Loads what the first run would have to wait for. */
  private void warmUp() {
    Watcher nobody = event -> {};
    JsonNodeFactory json = JsonNodeFactory.instance;
    DepthSettings.of(json.objectNode().put("layers", 2).put("updates", 2)).run(nobody);
    TimeSettings.of(json.objectNode().put("length", 5).put("updates", 2)).run(nobody);
    out.accept("{\"event\":\"ready\"}");
  }

  private void take(JsonNode order) {
    if (order.has("cancel")) {
      cancelled = order.get("cancel").asText();
      return;
    }
    String run = order.path("run").asText();
    computing.execute(() -> compute(run, order.path("kind").asText(), order.path("settings")));
  }

  private void compute(String run, String kind, JsonNode settings) {
    String failure = "";
    try {
      LabSettings.of(kind, settings).run(new Printer(run));
    } catch (RuntimeException | OutOfMemoryError e) {
      failure = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    out.accept(
        JsonNodeFactory.instance
            .objectNode()
            .put("event", "over")
            .put("message", failure)
            .toString());
  }

  private final class Printer implements Watcher {
    private final String run;

    Printer(String run) {
      this.run = run;
    }

    @Override
    public void see(LabEvent event) {
      out.accept(LabJson.line(event));
    }

    @Override
    public boolean isTired() {
      return cancelled.equals(run) || cancelled.equals("*");
    }
  }

  /** Whether a line is an event: native libraries print on the same stream. */
  static boolean isEvent(String line) {
    return line.startsWith("{\"event\"");
  }

  static JsonNode read(String line) throws JsonProcessingException {
    return LabJson.read(line);
  }
}
