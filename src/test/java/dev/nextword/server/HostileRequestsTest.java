package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.Mutations;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of the API, as its description has it, with values that a hostile client would think
 * of: answers come in time, none is an error of the server's, none repeats what was sent.
 */
class HostileRequestsTest extends RunningServer {
  private static final Duration IN_TIME = Duration.ofSeconds(20);
  private static final String UNIQUE = "\"s3cretWord ";

  /** As they stand in JSON, some of which is none. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "2147483648",
          "99999999999999999999",
          "9".repeat(5_000),
          "1e400",
          "-1E-400",
          "0.1",
          "NaN",
          "Infinity",
          "01",
          "''",
          "\"\"",
          "\" \"",
          UNIQUE + "\"",
          UNIQUE + "\\u0000\"",
          UNIQUE + "\u0000\"",
          UNIQUE + "\\ud800\"",
          "\"\\udc00\\ud800\"",
          UNIQUE + "\\u0001\\u001f\\u007f\\u0085\\u2028\"",
          UNIQUE + "\n\"",
          UNIQUE + "\u202e \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\"",
          "\"" + "\u0301".repeat(1_000) + "\"",
          "\"\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \"",
          "\"../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"%s%n${jndi:ldap://localhost/x}\"",
          "\"" + "x".repeat(199_999) + "\"",
          "\"" + "x".repeat(900_000) + "\"",
          "\"" + "\u05e9".repeat(450_000) + "\"",
          "\"" + "a ".repeat(50_000) + "\"",
          "[]",
          "[null]",
          "[\"word\", 1]",
          "[\"s3cretWord\"]",
          "[" + "1,".repeat(100_000) + "1]",
          "[" + "\"lstm\",".repeat(100_000) + "\"lstm\"]",
          "{}",
          "{\"a\":{\"a\":{}}}",
          "[".repeat(19) + "]".repeat(19),
          "[".repeat(1_000) + "]".repeat(1_000),
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000));

  /** As they stand in an address. */
  static final List<String> PARAMETERS =
      List.of(
          "s3cretWord",
          "..%2f..%2fcard",
          "..%5c..%5ccard",
          "%2e%2e",
          "..;a=b",
          "%00",
          "%ff%fe",
          "%d7%a9%d7%9c",
          "%",
          "%u0041",
          "a".repeat(5_000),
          "a+b%20c&k=1e9&k=2&text=%00&models=,,,,&text[]=1",
          "1".repeat(400));

  static Stream<Operation> operations() {
    return Stream.concat(Operations.ALL.stream(), LabCalculations.OPERATIONS.stream());
  }

  static Stream<Operation> operationsWithJson() {
    return operations().filter(operation -> operation.body() != null);
  }

  /** The address of a call, with this in place of each parameter. */
  static String path(Operation operation, String inPlaceOfParameters) {
    return operation.path().replaceAll("\\{\\w+}", inPlaceOfParameters);
  }

  private static int send(Operation operation, String path, byte[] body, String type)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(IN_TIME)
            .method(operation.method(), BodyPublishers.ofByteArray(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    return checked(response.statusCode(), response.body(), type + " to " + operation);
  }

  /** What holds of every answer to whatever was sent. */
  static int checked(int status, String body, String what) throws Exception {
    String start = body.substring(0, Math.min(body.length(), 500));
    assertTrue(status < 500, () -> status + " after " + what + ": " + start);
    assertFalse(body.contains("Exception") || body.contains("\tat "), start);
    if (status >= 400) {
      SchemaChecks.check(Operations.ERROR, JSON.readTree(body), "error");
      assertFalse(body.contains(SECRET), start);
    }
    return status;
  }

  private static int sendJson(Operation operation, byte[] body) throws Exception {
    return send(operation, path(operation, "lstm"), body, "application/json");
  }

  private static int sendJson(Operation operation, String body) throws Exception {
    return sendJson(operation, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("operationsWithJson")
  void everyFieldWithEveryValue(Operation operation) throws Exception {
    ObjectNode good = (ObjectNode) SchemaChecks.example(operation.body());
    assertEquals(operation.status(), sendJson(operation, good.toString()));
    for (String field : (Iterable<String>) operation.body().get("properties")::fieldNames) {
      ObjectNode others = good.deepCopy();
      others.remove(field);
      String rest =
          others.isEmpty() ? "" : "," + others.toString().substring(1).replaceAll("}$", "");
      for (String value : VALUES) {
        sendJson(operation, "{\"" + field + "\":" + value + rest + "}");
      }
      boolean required = operation.body().path("required").toString().contains("\"" + field + "\"");
      if (required) {
        assertEquals(400, sendJson(operation, others.toString()), field + " is missing");
      }
      // Whoever reads the first of two and whoever reads the last would see different requests.
      JsonNode value = good.has(field) ? good.get(field) : JSON.getNodeFactory().nullNode();
      String twice = "{\"" + field + "\":" + value + ",\"" + field + "\":" + value + rest + "}";
      assertEquals(400, sendJson(operation, twice), field + " twice");
    }
  }

  @ParameterizedTest
  @MethodSource("operationsWithJson")
  void everyValueAsTheBodyAndBodiesThatWereChangedAtRandom(Operation operation) throws Exception {
    for (String value : VALUES) {
      sendJson(operation, value);
    }
    byte[] good =
        SchemaChecks.example(operation.body()).toString().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    for (int i = 0; i < 100; i++) {
      sendJson(operation, Mutations.of(good, random));
    }
    String json = new String(good, StandardCharsets.UTF_8);
    for (Charset other :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertEquals(400, sendJson(operation, json.getBytes(other)), other.name());
    }
  }

  @ParameterizedTest
  @MethodSource("operationsWithJson")
  void otherTypesOfBody(Operation operation) throws Exception {
    byte[] good =
        SchemaChecks.example(operation.body()).toString().getBytes(StandardCharsets.UTF_8);
    for (String type :
        new String[] {
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/jsonp",
          "a".repeat(5_000),
          null
        }) {
      assertEquals(415, send(operation, path(operation, "lstm"), good, type), type);
    }
    for (String charset : List.of("none", "utf-16", "\"", "", "\u00e4", "=;charset=x")) {
      send(operation, path(operation, "lstm"), good, "application/json; charset=" + charset);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void parametersInPathAndQuery(Operation operation) throws Exception {
    String body = operation.bodyType() == null ? "" : "Content-Length: 0\r\n";
    for (String value : PARAMETERS) {
      for (String address :
          List.of(
              path(operation, value),
              path(operation, "lstm") + "?text=" + value,
              path(operation, "lstm") + "?text=a&k=" + value,
              path(operation, "lstm") + "?text=a&models=" + value,
              path(operation, "lstm") + "?" + value)) {
        String head = operation.method() + " " + address + " HTTP/1.1\r\nHost: localhost\r\n";
        String answer = raw(head + body);
        int status = Integer.parseInt(answer.substring(9, 12));
        checked(status, answer.substring(answer.indexOf("\r\n\r\n") + 4), address);
        assertHeaders(answer);
      }
    }
  }

  @Test
  void theServerIsStillWell() throws Exception {
    for (Operation operation : operationsWithJson().toList()) {
      for (int i = 0; i < 20; i++) {
        sendJson(operation, "{\"a\":".repeat(10_000));
      }
    }
    assertEquals("ok", get("/health", 200).get("status").textValue());
    assertEquals(4, post("/complete", "{\"text\":\"I\"}", 200).get("results").size());
  }
}
