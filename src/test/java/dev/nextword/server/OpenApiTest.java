package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description of the API is that of this API. */
class OpenApiTest extends RunningServer {
  /** As it is served. */
  private static JsonNode description() throws Exception {
    return send(HttpRequest.newBuilder(uri("/openapi.json")).build(), 200);
  }

  private static JsonNode answerSchema(String method, String path) throws Exception {
    JsonNode operation = description().get("paths").get(path).get(method);
    return operation.at("/responses/200/content/application~1json/schema");
  }

  @Test
  void describesTheRoutesAndNoOthers() throws Exception {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description().get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(method -> described.add(method.toUpperCase() + " " + path.getKey()));
    }
    assertEquals(server.routes(), described);
    assertTrue(server.routes().containsAll(Access.OPEN), "open calls that do not exist");
  }

  @Test
  void eachOperationIsDescribedOnceAndItsPathsParametersAreNamed() {
    List<String> calls = new ArrayList<>();
    for (Operation operation : Operations.ALL) {
      calls.add(operation.method() + " " + operation.path());
      Set<String> named =
          operation.parameters().stream()
              .filter(parameter -> parameter.in().equals("path"))
              .map(parameter -> "{" + parameter.name() + "}")
              .collect(Collectors.toSet());
      Set<String> inPath =
          Pattern.compile("\\{\\w+}")
              .matcher(operation.path())
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      assertEquals(inPath, named, operation.path());
    }
    assertEquals(new TreeSet<>(calls).size(), calls.size());
  }

  @Test
  void saysWhatIsOpenToAll() throws Exception {
    JsonNode paths = description().get("paths");
    assertTrue(paths.at("/~1api~1v1~1complete/post/security").isEmpty());
    assertTrue(paths.at("/~1api~1v1~1metrics/get/security").toString().contains("token"));
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    String root = "/api/v1";
    for (String text : List.of("I would li", "", "so I speak fluent ")) {
      String body = "{\"text\":\"" + text + "\"}";
      check("post", root + "/complete", post("/complete", body, 200));
      check("post", root + "/explain", post("/explain", body, 200));
    }
    check("get", root + "/complete", get("/complete?text=a", 200));
    String score = "{\"context\":\"a\",\"candidates\":[\"French\",\"nowhere\"]}";
    check("post", root + "/score", post("/score", score, 200));
    check("get", root + "/models", get("/models", 200));
    check("get", root + "/models/{name}", get("/models/gru", 200));
    check("get", root + "/health", get("/health", 200));
    MODELS.set(new ModelSnapshot(List.of(), List.of(new ModelSnapshot.Absent("lstm", "damaged"))));
    check("get", root + "/models", get("/models", 200));
    check("get", root + "/health", get("/health", 200));
  }

  private static void check(String method, String path, JsonNode answer) throws Exception {
    SchemaChecks.check(answerSchema(method, path), answer, path);
  }

  @Test
  void errorsAreAsDescribed() throws Exception {
    JsonNode error = description().at("/components/schemas/Error");
    SchemaChecks.check(error, post("/complete", "{}", 400), "error");
    SchemaChecks.check(error, get("/nothing", 404), "error");
    SchemaChecks.check(error, send(json("/complete", "x".repeat(1_000_001)), 413), "error");
  }
}
