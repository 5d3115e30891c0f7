package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.LabRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The lab's calls, with a process in the place of the worker that takes orders and never answers:
 * what a run computes is tested where it is computed.
 */
class LabRoutesTest extends RunningServer {
  private static final ObjectNode TRAINING = JsonNodeFactory.instance.objectNode();
  private static NextWordServer lab;

  /** Reads its orders, and does nothing. */
  static final class Silent {
    public static void main(String[] none) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        // a worker that hangs
      }
    }
  }

  @BeforeAll
  static void startLab() throws IOException {
    List<String> silent =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Silent.class.getName());
    TRAINING.putObject("cells").putObject("rnn").put("gradientNorm", 90).put("clipped", 1.0);
    lab =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0),
                MODELS::get,
                folder.resolve("web"),
                null,
                null,
                new LabRoutes(
                    new LabRuns(silent, Map.of()),
                    id -> id.equals("mine") ? Optional.of(TRAINING) : Optional.empty()))
            .start();
    awaitReady(lab);
  }

  @AfterAll
  static void stopLab() {
    lab.close();
  }

  private static HttpResponse<String> ask(String method, String path, String body)
      throws Exception {
    URI uri = lab.uri().resolve("/api/v1/lab" + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Accept", path.endsWith("/events") ? "text/event-stream" : "*/*")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode refused(int status, String method, String path, String body)
      throws Exception {
    HttpResponse<String> response = ask(method, path, body);
    assertEquals(status, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  @Test
  void whatCannotBeHadIsNamed() throws Exception {
    assertError(refused(400, "POST", "/depth", "{\"layers\":101}"), "bad_value", "layers");
    assertError(refused(400, "POST", "/depth", "{\"residual\":1}"), "wrong_type", "residual");
    assertError(refused(400, "POST", "/time", "{\"layers\":3}"), "unknown_field", "settings");
    assertError(
        refused(422, "POST", "/time", "{\"length\":200,\"updates\":2000}"), "too_large", "updates");
    assertError(refused(404, "GET", "/d-0000000000000000", ""), "not_found", null);
    assertError(refused(404, "DELETE", "/d-0000000000000000", ""), "not_found", null);
    assertError(refused(404, "GET", "/d-0000000000000000/events", ""), "not_found", null);
  }

  @Test
  void aRunBeginsIsCancelledAndForgotten() throws Exception {
    HttpResponse<String> begun = ask("POST", "/depth", "{\"layers\":3}");
    assertEquals(202, begun.statusCode(), begun.body());
    JsonNode run = JSON.readTree(begun.body());
    String id = run.at("/id").asText();
    assertEquals("/api/v1/lab/" + id, begun.headers().firstValue("Location").orElse(""));
    assertEquals("sigmoid", run.at("/settings/activation").asText());
    assertEquals(204, ask("DELETE", "/" + id, "").statusCode());
    assertTrue(ask("GET", "/" + id, "").body().contains("\"state\":\"cancelled\""));
    String events = ask("GET", "/" + id + "/events", "").body(); // it is over: the stream ends
    assertTrue(events.contains("event: state") && events.contains("event: end"), events);
    assertEquals(204, ask("DELETE", "/" + id, "").statusCode());
    assertEquals(404, ask("GET", "/" + id, "").statusCode());
  }

  @Test
  void theLabHasAsManyPlacesAsItSays() throws Exception {
    Set<String> ids = new TreeSet<>();
    HttpResponse<String> last = ask("POST", "/time", "{}");
    while (last.statusCode() == 202) {
      ids.add(JSON.readTree(last.body()).at("/id").asText());
      last = ask("POST", "/time", "{}");
      assertTrue(ids.size() <= 10, "nobody is refused");
    }
    assertEquals(503, last.statusCode());
    assertError(JSON.readTree(last.body()), "lab_full", null);
    assertTrue(last.headers().firstValue("Retry-After").isPresent());
    for (String id : ids) {
      assertEquals(204, ask("DELETE", "/" + id, "").statusCode());
    }
  }

  @Test
  void theDoctorReadsATraining() throws Exception {
    JsonNode findings = JSON.readTree(ask("POST", "/doctor", "{\"training\":\"mine\"}").body());
    assertEquals("exploding-gradient", findings.at("/signs/0/sign").asText());
    assertError(refused(404, "POST", "/doctor", "{\"training\":\"x\"}"), "not_found", "training");
    assertError(refused(404, "POST", "/doctor", "{\"lab\":\"x\"}"), "not_found", "lab");
  }

  @Test
  void allRoutesAreDescribed() throws Exception {
    JsonNode offer = JSON.readTree(ask("GET", "", "").body());
    assertEquals("task", offer.at("/depth/0/name").asText());
    assertEquals(LabRuns.PLACES, offer.at("/places").asInt());
    URI uri = lab.uri().resolve("/openapi.json");
    JsonNode described =
        JSON.readTree(
            CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    Set<String> calls = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : described.get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(method -> calls.add(method.toUpperCase() + " " + path.getKey()));
    }
    assertEquals(lab.routes(), calls);
    assertTrue(lab.routes().containsAll(Access.OPEN_LAB), "open calls that do not exist");
  }
}
