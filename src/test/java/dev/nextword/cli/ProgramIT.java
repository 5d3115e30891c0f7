package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as people start it: {@code java -jar target/nextword.jar}, in a process of its own.
 */
class ProgramIT {
  private static final int SECONDS = 60;

  @TempDir static Path temp;
  private static String models;

  @BeforeAll
  static void saveModel() throws IOException {
    models = temp.resolve("models").toString();
    SmallModel.save(Path.of(models), temp.resolve("scratch"));
  }

  @Test
  void theServerSaysWhereItIsAnswersAndStops() throws Exception {
    Process process = start("serve", "--port", "0", "--models", models);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertTrue(
          line != null && line.matches("nextword is ready at http://127\\.0\\.0\\.1:\\d+"), line);
      URI address = URI.create(line.substring(line.indexOf("http")));
      HttpClient client = HttpClient.newHttpClient();
      assertEquals(200, get(client, address.resolve("/")).statusCode());
      HttpResponse<String> answer =
          get(client, address.resolve("/api/v1/complete?text=I%20would%20li"));
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"ke\""), answer.body());
      String card = get(client, address.resolve("/api/v1/models/ngram")).body();
      assertTrue(card.matches("(?s).*\"bytes\":[1-9][0-9]*.*"), card);

      process.toHandle().destroy(); // as Ctrl-C does; the streams stay open
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
      assertEquals(null, out.readLine(), "nothing more on stdout");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void withoutModelsThePageIsServedAllTheSame() throws Exception {
    Path none = Files.createDirectory(temp.resolve("empty"));
    Process process = start("serve", "--port", "0", "--models", none.toString());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertTrue(line != null && line.startsWith("nextword is ready at http"), line);
      URI address = URI.create(line.substring(line.indexOf("http")));
      HttpClient client = HttpClient.newHttpClient();
      assertEquals(200, get(client, address.resolve("/")).statusCode());
      String models = get(client, address.resolve("/api/v1/models")).body();
      assertTrue(models.contains("\"lstm\"") && models.contains("Train one."), models);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void resultsAreAloneOnStdoutAndInUtf8() throws Exception {
    Process process = start("score", "--models", models);
    process
        .getOutputStream()
        .write(
            "{\"context\": \"I w\u00fcrde\", \"candidates\": [\"like\"]}\n"
                .getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = read(process);
    assertEquals(0, process.waitFor());
    assertTrue(out.matches("\\{\"scores\":\\{\"ngram\":\\[-[0-9.]+]}}\\R"), out);
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    assertEquals(0, exit("models", "verify", "--models", models));
    assertEquals(1, exit("models", "list", "--models", temp.resolve("none").toString()));
    assertEquals(2, exit("models", "frobnicate"));
  }

  private static int exit(String... arguments) throws Exception {
    Process process = start(arguments);
    read(process);
    return process.waitFor();
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String read(Process process) throws IOException {
    try (var in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      StringBuilder text = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
      }
      return text.toString();
    }
  }

  private static Process start(String... arguments) throws IOException {
    String jar = System.getProperty("nextword.jar", "target/nextword.jar");
    assertTrue(Files.exists(Path.of(jar)), jar + " is missing: run mvn verify");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", jar));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
