package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.Mutations;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * As {@link HostileRequestsTest}, for the calls that change something: texts, trainings, sets of
 * models. What is more: nothing is written outside the data folder.
 */
@Timeout(120)
class HostileRetrainingIT extends RetrainingServer {
  private static final Duration IN_TIME = Duration.ofSeconds(20);

  private Set<Path> before = Set.of();

  @BeforeEach
  void remember() throws Exception {
    paste("mine", TEXT, 201);
    before = outside();
  }

  @AfterEach
  void nothingIsOutsideTheDataFolderAndTheServerIsWell() throws Exception {
    assertEquals(before, outside());
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(List.of(), all.filter(Files::isSymbolicLink).toList());
    }
    assertEquals("mine", get("/corpora/mine", 200).get("name").asText());
    assertEquals("shipped", get("/models/active", 200).get("set").asText());
    try (Stream<Path> texts = Files.list(folder.resolve("data/corpora"))) {
      assertEquals(List.of("mine"), texts.map(p -> p.getFileName().toString()).toList());
    }
  }

  private Set<Path> outside() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.startsWith(folder.resolve("data")))
          .collect(Collectors.toSet());
    }
  }

  private HttpResponse<String> answer(String method, String path, byte[] body, String type)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .timeout(IN_TIME)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response;
    try {
      response = CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException closed) { // a connection kept from a request that was refused unread
      response = CLIENT.send(request, BodyHandlers.ofString());
    }
    HostileRequestsTest.checked(response.statusCode(), response.body(), method + " " + path);
    return response;
  }

  /** Sends an order and takes back what it did. */
  private void tryJson(Operation operation, byte[] body) throws Exception {
    String path = HostileRequestsTest.path(operation, "yours");
    HttpResponse<String> response = answer(operation.method(), path, body, "application/json");
    if (response.statusCode() == 202) {
      String id = JSON.readTree(response.body()).get("id").asText();
      delete("/training/" + id, 204); // it waits behind another: cancelled, then forgotten
      delete("/training/" + id, 204);
    } else if (operation.method().equals("PATCH") && response.statusCode() == 200) {
      String name = JSON.readTree(response.body()).get("name").asText();
      json("PATCH", "/model-sets/" + name, "{\"name\": \"yours\"}", 200);
    } else {
      assertTrue(response.statusCode() >= 400, response.body());
    }
  }

  private void tryJson(Operation operation, String body) throws Exception {
    tryJson(operation, body.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode good(Operation operation) {
    ObjectNode good = (ObjectNode) SchemaChecks.example(operation.body());
    return good.has("corpus") ? good.put("corpus", "mine") : good;
  }

  /** Behind a training that never ends, so that no order that is good begins. */
  @Test
  void everyFieldWithEveryValue() throws Exception {
    Files.createDirectories(folder.resolve("data/models/yours/rnn"));
    Files.writeString(folder.resolve("data/models/yours/rnn/card.json"), "{}");
    String waits =
        "{\"corpus\": \"mine\", \"name\": \"endless\", \"cells\": [\"rnn\"], \"prompt\": \"pretend waits\"}";
    String endless = json("POST", "/training", waits, 202).get("id").asText();
    Random random = new Random(12);
    for (Operation operation : RetrainingOperations.ALL) {
      if (operation.body() == null) {
        continue;
      }
      ObjectNode good = good(operation);
      for (String field : (Iterable<String>) operation.body().get("properties")::fieldNames) {
        ObjectNode others = good.deepCopy();
        others.remove(field);
        String rest =
            others.isEmpty() ? "" : "," + others.toString().substring(1).replaceAll("}$", "");
        for (String value : HostileRequestsTest.VALUES) {
          tryJson(operation, "{\"" + field + "\":" + value + rest + "}");
        }
      }
      for (String value : HostileRequestsTest.VALUES) {
        tryJson(operation, value);
      }
      byte[] bytes = good.toString().getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 60; i++) {
        tryJson(operation, Mutations.of(bytes, random));
      }
    }
    assertEquals(1, get("/training", 200).get("trainings").size());
    delete("/training/" + endless, 204);
  }

  @Test
  void parametersInPathAndQuery() throws Exception {
    for (Operation operation : RetrainingOperations.ALL) {
      String length = operation.method().equals("GET") ? "" : "Content-Length: 0\r\n";
      for (String value : HostileRequestsTest.PARAMETERS) {
        List<String> addresses =
            new ArrayList<>(List.of(HostileRequestsTest.path(operation, value)));
        if (operation.path().contains("{")) {
          addresses.add(HostileRequestsTest.path(operation, "none") + "?" + value);
        }
        for (Operation.Parameter parameter : operation.parameters()) {
          if (parameter.in().equals("query")) {
            addresses.add(
                HostileRequestsTest.path(operation, "mine") + "?" + parameter.name() + "=" + value);
          }
        }
        for (String address : addresses) {
          String head = operation.method() + " " + address + " HTTP/1.1\r\nHost: localhost\r\n";
          String answer = RunningServer.raw(server.port(), head + length);
          HostileRequestsTest.checked(
              Integer.parseInt(answer.substring(9, 12)),
              answer.substring(answer.indexOf("\r\n\r\n") + 4),
              operation.method() + " " + address);
          RunningServer.assertHeaders(answer);
        }
      }
    }
  }

  @Test
  void anEstimateGoesOnFromASetThatThereIs() throws Exception {
    for (String from : List.of("none", "--help", "@/etc/hostname", "%00", "..%2fx", "")) {
      HttpRequest request =
          to("/corpora/mine/estimate?from=" + from).POST(BodyPublishers.noBody()).build();
      JsonNode refused = send(request, 422);
      assertEquals("from", refused.at("/error/field").asText());
    }
    HttpRequest request =
        to("/corpora/mine/estimate?from=shipped").POST(BodyPublishers.noBody()).build();
    assertEquals(12, send(request, 200).get("seconds").asInt());
  }

  /** Sends a text; where it is taken, it is deleted again. */
  private int tryText(String path, byte[] body, String type) throws Exception {
    HttpResponse<String> response = answer("POST", "/api/v1/corpora" + path, body, type);
    if (response.statusCode() == 201) {
      String name = JSON.readTree(response.body()).get("name").asText();
      assertTrue(name.matches("[a-z0-9][a-z0-9._-]*"), name);
      get("/corpora", 200);
      get("/corpora/" + name, 200);
      delete("/corpora/" + name, 204);
    }
    return response.statusCode();
  }

  private int tryFile(String name, byte[] content) throws Exception {
    return tryText("", HostileFiles.form(name, content), HostileFiles.FORM);
  }

  @Test
  void textsThatAreNone() throws Exception {
    for (String text : HostileFiles.TEXTS) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      tryText("?name=theirs", utf8, "text/plain");
      tryFile("theirs.txt", utf8);
      tryFile("theirs.zip", HostileFiles.zip("theirs.txt", utf8));
    }
    tryText("?name=theirs", TEXT.getBytes(StandardCharsets.UTF_16), "text/plain");
    Random random = new Random(13);
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 30; i++) {
      tryText("?name=theirs", Mutations.of(text, random), "text/plain");
    }
  }

  @Test
  void namesOfFilesThatLeadElsewhere() throws Exception {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    for (String name : HostileFiles.NAMES) {
      tryFile(name, text);
      tryFile(name + ".txt", text);
      int status = tryFile("theirs.zip", HostileFiles.zip(name + ".txt", text));
      assertTrue(status == 201 || status == 422, status + " for a file " + name); // hidden, perhaps
    }
    assertEquals(201, tryFile("theirs.zip", HostileFiles.link("link.txt", "/etc/passwd")));
  }

  @Test
  void archivesThatAreDamagedOrWithoutEnd() throws Exception {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    byte[] zeros = new byte[50_000_000];
    assertEquals(413, tryFile("bomb.zip", HostileFiles.zip("a.txt", zeros)));
    assertEquals(413, tryFile("bomb.zip", HostileFiles.zip("left-out.bin", zeros)));
    assertEquals(413, tryFile("bomb.txt.gz", HostileFiles.gzip(zeros)));
    byte[] inside = HostileFiles.zip("a.txt.gz", HostileFiles.gzip(zeros));
    assertEquals(413, tryFile("bomb.zip", inside));
    assertEquals(422, tryFile("bomb.zip", HostileFiles.zip("bomb.zip", inside)), "not unpacked");
    assertEquals(413, tryFile("many.zip", HostileFiles.many(5_000)));

    Random random = new Random(14);
    for (byte[] good : List.of(HostileFiles.zip("a.txt", text), HostileFiles.gzip(text))) {
      String name = good[0] == 'P' ? "a.zip" : "a.txt.gz";
      for (int length = 0; length < good.length; length += 1 + good.length / 30) {
        tryFile(name, Arrays.copyOf(good, length));
      }
      for (int i = 0; i < 60; i++) {
        tryFile(name, Mutations.of(good, random));
      }
    }
  }

  @Test
  void formsThatAreNone() throws Exception {
    byte[] good = HostileFiles.form("a.txt", TEXT.getBytes(StandardCharsets.UTF_8));
    Random random = new Random(15);
    for (int i = 0; i < 100; i++) {
      tryText("", Mutations.of(good, random), HostileFiles.FORM);
    }
    for (String type :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=" + "b".repeat(5_000),
            "multipart/form-data; boundary=\"\u00e4\"",
            "multipart/mixed; boundary=xx",
            "text/plain; charset=utf-16",
            "text/plain; charset=none",
            "application/zip")) {
      tryText("?name=theirs", good, type);
    }
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      parts.append("--xx\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ntheirs\r\n");
    }
    byte[] many = (parts + "--xx--\r\n").getBytes(StandardCharsets.UTF_8);
    tryText("", many, HostileFiles.FORM);
    String nameless = "--xx\r\nContent-Disposition: form-data; filename=\"a.txt\"\r\n\r\na\r\n";
    tryText("", (nameless + "--xx--\r\n").getBytes(StandardCharsets.UTF_8), HostileFiles.FORM);
    String bare = "--xx\r\n\r\na\r\n--xx--\r\n";
    tryText("", bare.getBytes(StandardCharsets.UTF_8), HostileFiles.FORM);
    String header = "--xx\r\n" + "X: " + "y".repeat(100_000) + "\r\n\r\na\r\n--xx--\r\n";
    tryText("", header.getBytes(StandardCharsets.UTF_8), HostileFiles.FORM);
  }
}
