package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A {@link LabWorker} as its parent sees it. */
final class LabProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  /**
   * @param command that starts a worker
   * @param environment added to that of the process
   */
  LabProcess(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(Redirect.DISCARD);
    this.process = builder.start();
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Has a run computed; returns when it is over.
   *
   * @return why it failed, empty where it did not
   * @throws IOException when the process has ended
   */
  String run(LabRun run, Consumer<JsonNode> events) throws IOException {
    ObjectNode order = JsonNodeFactory.instance.objectNode().put("run", run.id());
    order.put("kind", run.settings().kind()).set("settings", LabJson.tree(run.settings()));
    send(order);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (LabWorker.isEvent(line)) {
        JsonNode event = LabWorker.read(line);
        switch (event.path("event").asText()) {
          case "ready" -> {}
          case "over" -> {
            return event.path("message").asText();
          }
          default -> events.accept(event);
        }
      }
    }
    throw new IOException("the process of the lab has ended");
  }

  /** Asks the run to end; it does before its next update. */
  void cancel(LabRun run) {
    try {
      send(JsonNodeFactory.instance.objectNode().put("cancel", run.id()));
    } catch (IOException gone) {
      close();
    }
  }

  private synchronized void send(ObjectNode order) throws IOException {
    in.write(order + "\n");
    in.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
