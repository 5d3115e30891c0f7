package dev.nextword.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.bench.worker.ResidentMemory;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code java -jar target/nextword.jar serve} with the shipped models, as a person starts it: no
 * flags, no variables.
 */
final class ServerProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final URI complete;
  private final HttpClient client = person();

  /** Seconds from the start of the process to its first answer. */
  final double secondsToFirstAnswer;

  ServerProcess(Path jar, Path log) throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not there: mvn -DskipTests package makes it");
    }
    int port = freePort();
    complete = URI.create("http://127.0.0.1:" + port + "/api/v1/complete");
    long start = System.nanoTime();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server has ended; it may say why in " + log);
      }
      Thread.sleep(5);
    }
    secondsToFirstAnswer = (System.nanoTime() - start) / 1e9;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      complete(client, "I would like to");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A client with connections of its own. */
  static HttpClient person() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Asks all columns to complete a text, as the page does on a key. */
  void complete(HttpClient person, String text) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(complete)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(text)))
            .build();
    HttpResponse<String> response = person.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
  }

  private static String body(String text) {
    try {
      return JSON.writeValueAsString(Map.of("text", text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its resident memory now, in bytes. */
  double memory() {
    return ResidentMemory.now(process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
