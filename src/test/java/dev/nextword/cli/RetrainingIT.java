package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person brings a text, trains on it and types with what was trained: the real server, real
 * processes, real networks, as small as they can be.
 */
@Timeout(600)
class RetrainingIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> CELLS = List.of("rnn", "gru", "lstm");

  @TempDir static Path temp;
  private static Path base;
  private static Process process;
  private static URI api;

  @BeforeAll
  static void serve() throws Exception {
    base = temp.resolve("base");
    Process trained =
        start(
            "train --corpus sample --no-woven --hidden 16 --embedding 8 --epochs 2 --vocabulary 500"
                + " --batch 8 --bptt 32 --device cpu --models "
                + base);
    trained.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertEquals(0, trained.waitFor());
    process = start("serve --port 0 --models " + base + " --data " + temp.resolve("data"));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertTrue(line != null && line.startsWith("nextword is ready at "), line);
    api = URI.create(line.substring(line.indexOf("http"))).resolve("/api/v1/");
  }

  @AfterAll
  static void stop() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void aPersonsWordsAreLearnedThroughAKillAndTypedWith() throws Exception {
    JsonNode added =
        send(
            request("corpora?name=zoo")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(text()))
                .build(),
            201);
    assertTrue(added.at("/report/words").asInt() > 2_000, added.toString());
    JsonNode estimate =
        send(
            request("corpora/zoo/estimate?from=shipped").POST(BodyPublishers.noBody()).build(),
            200);
    assertTrue(estimate.path("seconds").asDouble() > 0, estimate.toString());
    estimate =
        send(
            request("corpora/sample/estimate?size=small").POST(BodyPublishers.noBody()).build(),
            200);
    assertTrue(estimate.path("epochs").asDouble() >= 1, estimate.toString());

    JsonNode order =
        send(
            request("training")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"corpus\": \"zoo\", \"from\": \"shipped\", \"woven\": false, \"epochs\": 8,"
                            + " \"learningRate\": 0.02, \"prompt\": \"We fed the\"}"))
                .build(),
            202);
    String id = order.get("id").asText();
    String job = "training/" + id;
    awaitUpdates(job);
    killTraining();
    JsonNode killed = awaitEnd(job);
    assertEquals("interrupted", killed.get("state").asText(), killed.toString());
    send(request(job + "/resume").POST(BodyPublishers.noBody()).build(), 202);
    JsonNode done = awaitEnd(job);
    assertEquals("finished", done.get("state").asText(), done.toString());
    assertTrue(done.at("/text/newWords").asInt() > 3, "words that the base does not know");
    for (String cell : CELLS) {
      JsonNode its = done.at("/cells/" + cell);
      JsonNode last = its.at("/curve/" + (its.get("curve").size() - 1));
      assertEquals(3, last.get("suggestions").size(), cell);
      assertTrue(its.get("gradientByLag").size() > 5, cell);
      JsonNode compared = done.at("/comparison/" + cell);
      double before = compared.at("/perplexityOnSharedWords/before").asDouble();
      double after = compared.at("/perplexityOnSharedWords/after").asDouble();
      assertTrue(after < before / 2, cell + ": " + compared);
      assertTrue(
          compared.at("/after/top3").asDouble() > compared.at("/before/top3").asDouble(), cell);
    }
    assertTrue(done.at("/comparison/ngram/after/keystrokeSavings").isNumber());

    assertTrue(!complete("We fed the hungry p").contains("pangolin"));
    use("zoo");
    assertTrue(complete("We fed the hungry p").contains("pangolin"), "every column knows it now");
    use("shipped");
    assertTrue(!complete("We fed the hungry p").contains("pangolin"));
  }

  private static void use(String set) throws Exception {
    send(
        request("models/active")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"set\": \"" + set + "\"}"))
            .build(),
        200);
  }

  private static String complete(String text) throws Exception {
    return send(request("complete?text=" + text.replace(' ', '+')).build(), 200).toString();
  }

  private static void awaitUpdates(String job) throws Exception {
    JsonNode now = send(request(job).build(), 200);
    while (now.at("/cells/lstm/update").asInt() == 0) {
      assertTrue(!now.has("ended"), now.toString());
      Thread.sleep(50);
      now = send(request(job).build(), 200);
    }
  }

  private static JsonNode awaitEnd(String job) throws Exception {
    JsonNode now = send(request(job).build(), 200);
    while (!now.has("ended")) {
      Thread.sleep(100);
      now = send(request(job).build(), 200);
    }
    return now;
  }

  /** As {@code kill -9} does it, the process of the whole training. */
  private static void killTraining() throws Exception {
    ProcessHandle training = process.children().findFirst().orElseThrow();
    List<ProcessHandle> cells = training.descendants().toList();
    training.destroyForcibly();
    for (ProcessHandle cell : cells) { // they notice that their parent is gone
      cell.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  /** Sentences about animals that no other text names. */
  private static String text() {
    String[] animals = {"pangolin", "okapi", "axolotl", "quokka", "tapir"};
    String[] verbs = {"fed", "washed", "greeted", "weighed"};
    String[] how = {"hungry", "sleepy", "friendly"};
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("We ")
          .append(verbs[random.nextInt(verbs.length)])
          .append(" the ")
          .append(how[random.nextInt(how.length)])
          .append(' ')
          .append(animals[random.nextInt(animals.length)])
          .append(" at ")
          .append(1 + random.nextInt(9))
          .append(" o'clock.\n");
    }
    return text.toString();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path));
  }

  private static JsonNode send(HttpRequest request, int status) throws Exception {
    var response = CLIENT.send(request, BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static Process start(String line) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dnextword.nice=0", // a machine that tests has other work: at 10 it might never end
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(line.split(" ")));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
