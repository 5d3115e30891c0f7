package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /training}, {@code /models/active} and {@code /model-sets}. */
@Timeout(120)
class TrainingTest extends RetrainingServer {
  @BeforeEach
  void addText() throws Exception {
    paste("mine", TEXT, 201);
  }

  private static String order(String name, String behaviour) {
    return "{\"corpus\": \"mine\", \"name\": \"%s\", \"cells\": [\"rnn\"], \"prompt\": \"pretend %s\"}"
        .formatted(name, behaviour);
  }

  /** Events of a stream to its end, as {@code name data}. */
  private List<String> events(String id) throws Exception {
    HttpRequest request =
        to("/training/" + id + "/events").header("Accept", "text/event-stream").build();
    HttpResponse<java.util.stream.Stream<String>> response =
        CLIENT.send(request, BodyHandlers.ofLines());
    assertEquals(200, response.statusCode());
    List<String> events = new ArrayList<>();
    String name = "";
    for (String line : (Iterable<String>) response.body()::iterator) {
      if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        events.add(name + " " + line.substring(5).strip());
      }
    }
    return events;
  }

  @Test
  void aTrainingTellsWhatItDoesAndItsModelsAreUsedAndTakenBack() throws Exception {
    JsonNode begun = json("POST", "/training", order("mine", "waits"), 202);
    String id = begun.get("id").asText();
    assertEquals(id, get("/training", 200).at("/trainings/0/id").asText());
    assertEquals("name_taken", code(json("POST", "/training", order("mine", "ends"), 409)));
    assertEquals("in_use", code(delete("/corpora/mine", 409)));
    Files.createFile(folder.resolve("data/training/" + id + "/go"));
    List<String> events = events(id);
    assertTrue(events.get(0).startsWith("state {"), events.get(0));
    assertEquals("end {}", events.get(events.size() - 1));
    JsonNode all = get("/training/" + id, 200);
    assertEquals("finished", all.get("state").asText());
    assertEquals(4.6, all.at("/cells/rnn/curve/0/validationLoss").asDouble());

    assertEquals("shipped", get("/models/active", 200).get("set").asText());
    json("PUT", "/models/active", "{\"set\": \"mine\"}", 200);
    assertEquals("mine", get("/models/active", 200).get("set").asText());
    JsonNode sets = get("/model-sets", 200).get("sets");
    assertTrue(sets.at("/1/active").asBoolean() && sets.at("/0/shipped").asBoolean());
    assertEquals("in_use", code(delete("/model-sets/mine", 409)));
    json("PATCH", "/model-sets/mine", "{\"name\": \"yours\"}", 200);
    assertEquals("yours", get("/models/active", 200).get("set").asText());
    json("PUT", "/models/active", "{\"set\": \"shipped\"}", 200);
    delete("/model-sets/yours", 204);
    assertEquals(1, get("/model-sets", 200).get("sets").size());
    delete("/training/" + id, 204);
    get("/training/" + id, 404);
  }

  @Test
  void everyRouteIsDescribed() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/openapi.json")).build();
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : send(request, 200).get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertEquals(server.routes(), described);
  }

  @Test
  void theShippedModelsCannotBeChanged() throws Exception {
    assertEquals("shipped", code(delete("/model-sets/shipped", 409)));
    assertEquals("shipped", code(json("PATCH", "/model-sets/shipped", "{\"name\": \"a\"}", 409)));
    delete("/model-sets/none", 404);
    assertEquals("not_found", code(json("PUT", "/models/active", "{\"set\": \"none\"}", 404)));
    json("PUT", "/models/active", "{\"set\": 5}", 400);
  }

  @Test
  void aCancelledTrainingGoesOnWhenAsked() throws Exception {
    String id = json("POST", "/training", order("mine", "waits"), 202).get("id").asText();
    while (get("/training/" + id, 200).at("/cells/rnn/update").asInt() == 0) {
      Thread.sleep(20);
    }
    delete("/training/" + id, 204);
    assertEquals("cancelled", get("/training/" + id, 200).get("state").asText());
    Files.createFile(folder.resolve("data/training/" + id + "/go"));
    json("POST", "/training/" + id + "/resume", "{}", 202);
    events(id);
    assertEquals("finished", get("/training/" + id, 200).get("state").asText());
    assertEquals("not_resumable", code(json("POST", "/training/" + id + "/resume", "{}", 409)));
  }

  @Test
  void aFailureIsTold() throws Exception {
    String id = json("POST", "/training", order("mine", "fails"), 202).get("id").asText();
    List<String> events = events(id);
    assertTrue(events.get(events.size() - 2).contains("not finite any more"), events.toString());
    get("/training/none", 404);
    get("/training/none/events", 404);
    assertEquals("not_acceptable", code(get("/training/" + id + "/events", 406)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                 | 400 | corpus",
        "{'corpus': 'none'}                                 | 422 | corpus",
        "{'corpus': 5}                                      | 400 | corpus",
        "{'corpus': 'mine', 'name': '../x'}                 | 400 | name",
        "{'corpus': 'mine', 'name': 'shipped'}              | 409 | name",
        "{'corpus': 'mine', 'cells': []}                    | 400 | cells",
        "{'corpus': 'mine', 'cells': ['rnn', 'rnn']}        | 400 | cells",
        "{'corpus': 'mine', 'cells': ['tcn']}               | 400 | cells",
        "{'corpus': 'mine', 'size': 'huge'}                 | 400 | size",
        "{'corpus': 'mine', 'from': 'none'}                 | 422 | from",
        "{'corpus': 'mine', 'from': 'shipped', 'size': 'small'} | 400 | size",
        "{'corpus': 'mine', 'from': 'shipped', 'cells': ['gru']} | 422 | from",
        "{'corpus': 'mine', 'epochs': 0}                    | 400 | epochs",
        "{'corpus': 'mine', 'epochs': 1e99}                 | 400 | epochs",
        "{'corpus': 'mine', 'epochs': 12345678901234567890} | 400 | epochs",
        "{'corpus': 'mine', 'learningRate': -1}             | 400 | learningRate",
        "{'corpus': 'mine', 'learningRate': 'x'}            | 400 | learningRate",
        "{'corpus': 'mine', 'woven': 1}                     | 400 | woven",
        "{'corpus': 'mine', 'seed': 1.5}                    | 400 | seed",
        "{'corpus': 'mine', 'prompt': 7}                    | 400 | prompt",
      })
  void aWrongOrderSaysWhichField(String body, int status, String field) throws Exception {
    JsonNode refused = json("POST", "/training", body.replace('\'', '"'), status);
    assertEquals(field, refused.at("/error/field").asText(), refused.toString());
    assertEquals(0, get("/training", 200).get("trainings").size());
  }

  /** Keys go on while models are exchanged: no answer fails, and none mixes old and new. */
  @Test
  void modelsAreExchangedUnderLoadWithoutAFailedRequest() throws Exception {
    String id = json("POST", "/training", order("mine", "ends"), 202).get("id").asText();
    events(id);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger();
    List<Thread> typists = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread typist =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    HttpRequest key = to("/complete?text=I+would+like").build();
                    String said = CLIENT.send(key, BodyHandlers.ofString()).body();
                    boolean whole = JSON.readTree(said).get("results").size() == 4;
                    (whole ? answers : failures).incrementAndGet();
                  } catch (Exception e) {
                    failures.incrementAndGet();
                  }
                }
              });
      typists.add(typist);
      typist.start();
    }
    for (int swap = 0; swap < 20; swap++) {
      String set = swap % 2 == 0 ? "mine" : "shipped";
      json("PUT", "/models/active", "{\"set\": \"" + set + "\"}", 200);
    }
    stop.set(true);
    for (Thread typist : typists) {
      typist.join();
    }
    assertEquals(0, failures.get());
    assertTrue(answers.get() > 20, "keys: " + answers);
    assertFalse(models.get().serving().isEmpty());
  }
}
