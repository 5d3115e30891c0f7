package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Suggestion;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextWordServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final AtomicReference<ModelSnapshot> MODELS = new AtomicReference<>();
  private static final String SECRET = "s3cretWord";

  @TempDir static Path folder;
  private static NextWordServer server;

  @BeforeAll
  static void start() throws IOException {
    Path web = Files.createDirectory(folder.resolve("web"));
    Files.writeString(web.resolve("index.html"), "<!doctype html><title>page</title>");
    Files.writeString(web.resolve("module.js"), "export const one = 1;");
    Files.writeString(folder.resolve("private.txt"), SECRET);
    MODELS.set(SmallModels.snapshot());
    server = NextWordServer.create(ServerOptions.defaults().withPort(0), MODELS::get, web).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fourModels() {
    MODELS.set(SmallModels.snapshot());
  }

  // What it answers.

  @Test
  void completesInTheOrderOfTheColumns() throws Exception {
    JsonNode results =
        post("/complete", "{\"text\": \"so I speak fluent Fr\"}", 200).get("results");
    assertEquals(List.of("ngram", "rnn", "gru", "lstm"), results.findValuesAsText("model"));
    JsonNode lstm = results.get(3);
    JsonNode best = lstm.get("suggestions").get(0);
    assertEquals("French", best.get("word").textValue());
    assertEquals("ench", best.get("completion").textValue());
    assertTrue(best.get("probability").isNumber());
    assertTrue(lstm.get("phrase").isObject());
    assertTrue(lstm.get("millis").doubleValue() >= 0);
    assertFalse(lstm.has("error"));
  }

  @Test
  void getAndPostSayTheSame() throws Exception {
    JsonNode posted =
        post("/complete", "{\"text\":\"I would\",\"k\":3,\"models\":[\"gru\",\"rnn\"]}", 200);
    JsonNode got = get("/complete?text=I%20would&k=3&models=rnn,gru", 200);
    for (JsonNode answer : List.of(posted, got)) {
      assertEquals(List.of("rnn", "gru"), answer.get("results").findValuesAsText("model"));
    }
    assertEquals(
        posted.findValues("suggestions").toString(), got.findValues("suggestions").toString());
  }

  @Test
  void everyKindOfTextIsCompleted() throws Exception {
    for (String text :
        List.of("", " ", "\n", "\t\u0001", "שלום ", "👩‍👩‍👧 ", "x".repeat(200_000))) {
      String body = JSON.writeValueAsString(JSON.createObjectNode().put("text", text));
      assertEquals(4, post("/complete", body, 200).get("results").size());
    }
  }

  @Test
  void phraseIsNullWhereTheModelIsNotSure() throws Exception {
    JsonNode ngram = post("/complete", "{\"text\":\"\"}", 200).get("results").get(0);
    assertTrue(ngram.has("phrase") && ngram.get("phrase").isNull());
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    post("/complete", "{\"text\":\"I\",\"later\":{\"a\":[1]}}", 200);
  }

  @Test
  void scoresEveryCandidateWithEveryModel() throws Exception {
    JsonNode scores =
        post(
                "/score",
                "{\"context\":\"I speak fluent\",\"candidates\":[\"French\",\"Italian\",\"Dutch\"]}",
                200)
            .get("scores");
    assertEquals(4, scores.size());
    JsonNode lstm = scores.get("lstm");
    assertTrue(lstm.get(0).doubleValue() > lstm.get(1).doubleValue());
    // The logarithm of zero is no number in JSON.
    assertTrue(lstm.get(2).isNull());
  }

  @Test
  void modelsAndTheirCards() throws Exception {
    JsonNode models = get("/models", 200).get("models");
    assertEquals(List.of("ngram", "rnn", "gru", "lstm"), models.findValuesAsText("name"));
    assertEquals(71.3, models.get(3).get("perplexity").doubleValue());
    assertEquals("{\"name\":\"gru\",\"seed\":7}", get("/models/gru", 200).toString());
  }

  @Test
  void healthSaysWhatServesAndWhyNot() throws Exception {
    assertEquals("ok", get("/health", 200).get("status").textValue());
    MODELS.set(
        new ModelSnapshot(
            List.of(SmallModels.model("gru", 0.9, 1L, 2.0)),
            List.of(new ModelSnapshot.Absent("lstm", "vocabulary.txt is cut short"))));
    JsonNode health = get("/health", 200);
    assertEquals("degraded", health.get("status").textValue());
    assertEquals("[\"gru\"]", health.get("models").toString());
    assertEquals(List.of("ngram", "rnn", "lstm"), health.findValuesAsText("name"));
    assertEquals("vocabulary.txt is cut short", health.at("/reasons/2/reason").textValue());
    assertEquals(1, post("/complete", "{\"text\":\"\"}", 200).get("results").size());
  }

  @Test
  void aModelThatFailsDoesNotDisturbTheOthers() throws Exception {
    Column broken =
        new Column() {
          @Override
          public String name() {
            return "rnn";
          }

          @Override
          public Completion complete(String text, int k) {
            throw new IllegalStateException(text);
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            throw new IllegalStateException(context);
          }
        };
    MODELS.set(
        ModelSnapshot.of(
            List.of(
                new ServedModel(broken, JSON.createObjectNode(), null, null),
                SmallModels.model("gru", 0.9, 1L, 2.0))));
    JsonNode answer = post("/complete", "{\"text\":\"" + SECRET + "\"}", 200);
    assertEquals("model_failed", answer.at("/results/0/error/code").textValue());
    assertFalse(answer.toString().contains(SECRET));
    assertEquals(5, post("/complete", "{\"text\":\"\"}", 200).at("/results/1/suggestions").size());
    JsonNode scores = post("/score", "{\"context\":\"\",\"candidates\":[\"a\"]}", 200);
    assertEquals("[\"rnn\"]", scores.get("failed").toString());
    assertTrue(scores.get("scores").has("gru"));
  }

  @Test
  void notANumberIsNull() throws Exception {
    Column notANumber =
        new Column() {
          @Override
          public String name() {
            return "lstm";
          }

          @Override
          public Completion complete(String text, int k) {
            return new Completion(List.of(new Suggestion("a", "a", Double.NaN)), null);
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            return new double[] {Double.NEGATIVE_INFINITY};
          }
        };
    MODELS.set(
        ModelSnapshot.of(
            List.of(new ServedModel(notANumber, JSON.createObjectNode(), null, Double.NaN))));
    assertTrue(
        post("/complete", "{\"text\":\"\"}", 200)
            .at("/results/0/suggestions/0/probability")
            .isNull());
    assertEquals(
        "{\"lstm\":[null]}",
        post("/score", "{\"context\":\"\",\"candidates\":[\"a\"]}", 200).get("scores").toString());
  }

  @Test
  void modelsAreSwappedWithoutAMixedAnswer() throws Exception {
    ModelSnapshot four = SmallModels.snapshot();
    ModelSnapshot two = ModelSnapshot.of(four.serving().subList(0, 2));
    List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      MODELS.set(i % 2 == 0 ? two : four);
      pending.add(CLIENT.sendAsync(json("/complete", "{\"text\":\"I\"}"), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> response : pending) {
      assertEquals(200, response.get().statusCode());
      int answered = JSON.readTree(response.get().body()).get("results").size();
      assertTrue(answered == 2 || answered == 4, "answered: " + answered);
    }
  }

  // What it refuses.

  @ParameterizedTest(name = "{0} -> {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\": \"s3cretWord\"        | 400 | bad_json    |",
        "s3cretWord                       | 400 | bad_json    |",
        "``                               | 400 | bad_json    |",
        "[]                               | 400 | bad_json    |",
        "\"s3cretWord\"                   | 400 | bad_json    |",
        "{\"text\":\"a\"} {\"text\":\"b\"} | 400 | bad_json   |",
        "{\"text\": NaN}                  | 400 | bad_json    |",
        "{}                               | 400 | missing     | text",
        "{\"text\": null}                 | 400 | wrong_type  | text",
        "{\"text\": 5}                    | 400 | wrong_type  | text",
        "{\"text\": [\"s3cretWord\"]}     | 400 | wrong_type  | text",
        "{\"text\": \"s3cretWord\\u0000\"} | 400 | bad_text   | text",
        "{\"text\": \"s3cretWord\\ud800\"} | 400 | bad_text   | text",
        "{\"text\": \"\\udc00\\ud800\"}   | 400 | bad_text    | text",
        "{\"text\": \"a\", \"k\": 0}      | 400 | bad_value   | k",
        "{\"text\": \"a\", \"k\": 21}     | 400 | bad_value   | k",
        "{\"text\": \"a\", \"k\": -1}     | 400 | bad_value   | k",
        "{\"text\": \"a\", \"k\": 2.5}    | 400 | wrong_type  | k",
        "{\"text\": \"a\", \"k\": \"5\"}  | 400 | wrong_type  | k",
        "{\"text\": \"a\", \"k\": 1e400}  | 400 | wrong_type  | k",
        "{\"text\": \"a\", \"k\": 99999999999999999999} | 400 | bad_value | k",
        "{\"text\": \"a\", \"models\": \"rnn\"} | 400 | wrong_type | models",
        "{\"text\": \"a\", \"models\": [1]}     | 400 | wrong_type | models",
        "{\"text\": \"a\", \"models\": [\"s3cretWord\"]} | 400 | unknown_model | models",
      })
  void badCompleteRequests(String body, int status, String code, String field) throws Exception {
    assertError(post("/complete", body, status), code, field);
  }

  @ParameterizedTest(name = "{0} -> {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"candidates\":[\"a\"]}                     | missing    | context",
        "{\"context\":\"a\"}                          | missing    | candidates",
        "{\"context\":\"a\",\"candidates\":[]}        | bad_value  | candidates",
        "{\"context\":\"a\",\"candidates\":[\" \"]}   | bad_value  | candidates",
        "{\"context\":\"a\",\"candidates\":[null]}    | wrong_type | candidates",
        "{\"context\":\"a\",\"candidates\":{}}        | wrong_type | candidates",
      })
  void badScoreRequests(String body, String code, String field) throws Exception {
    assertError(post("/score", body, 400), code, field);
  }

  @ParameterizedTest(name = "{0} {1} -> {2} {3} {4}")
  @CsvSource({
    "GET, /complete, 400, missing, text",
    "GET, /complete?text=a&text=b, 400, bad_value, text",
    "GET, /complete?text=a&k=s3cretWord, 400, wrong_type, k",
    "GET, /complete?text=a&k=21, 400, bad_value, k",
    "GET, /complete?text=%00, 400, bad_text, text",
    "GET, /complete?text=a&models=s3cretWord, 400, unknown_model, models",
    "GET, /models/s3cretWord, 404, not_found,",
    "GET, /s3cretWord, 404, not_found,",
    "GET, /score, 405, method_not_allowed,",
    "DELETE, /complete, 405, method_not_allowed,",
    "PUT, /health, 405, method_not_allowed,",
    "POST, /models, 405, method_not_allowed,",
  })
  void badAddresses(String method, String path, int status, String code, String field)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1" + path))
            .method(method, BodyPublishers.noBody())
            .build();
    assertError(send(request, status), code, field);
  }

  @Test
  void nestedDeeply() throws Exception {
    String nested = "[".repeat(100_000);
    assertError(post("/complete", "{\"text\":" + nested, 400), "bad_json", null);
  }

  @Test
  void invalidUtf8() throws Exception {
    for (byte[] bytes :
        List.of(
            "{\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'},
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/api/v1/complete"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(bytes))
              .build();
      assertError(send(request, 400), "bad_utf8", null);
    }
  }

  @Test
  void invalidUtf8InTheQuery() throws Exception {
    String answer = raw("GET /api/v1/complete?text=%ff%c0 HTTP/1.1\r\nHost: localhost\r\n");
    int status = Integer.parseInt(answer.substring(9, 12));
    assertTrue(status == 200 || status == 400, answer);
  }

  @Test
  void tooLarge() throws Exception {
    String body = "{\"text\":\"" + "a".repeat(1_000_000) + "\"}";
    assertError(post("/complete", body, 413), "too_large", null);
    HttpRequest chunked =
        HttpRequest.newBuilder(uri("/api/v1/complete"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertError(send(chunked, 413), "too_large", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
  void otherContentTypes(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/complete"))
            .POST(BodyPublishers.ofString("{\"text\":\"" + SECRET + "\"}"));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    assertError(send(request.build(), 415), "unsupported_media_type", null);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:80, 200",
    "127.0.0.1:7070, 200",
    "[::1]:7070, 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "10.0.0.1, 403",
    "'', 400",
  })
  void onlyItsOwnNames(String host, int status) throws Exception {
    for (String path : List.of("/api/v1/health", "/", "/module.js")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertHeaders(answer);
    }
  }

  @Test
  void listensForOthersOnlyUnderAddressesAndNamesItWasTold() throws Exception {
    ServerOptions open = new ServerOptions("0.0.0.0", 0, java.util.Set.of("Words.example"), 1);
    try (NextWordServer other =
        NextWordServer.create(open, MODELS::get, folder.resolve("web")).start()) {
      for (String[] expected :
          List.of(
              new String[] {"words.example", "200"},
              new String[] {"192.168.1.7:7070", "200"},
              new String[] {"evil.example", "403"})) {
        String answer =
            raw(other.port(), "GET /api/v1/health HTTP/1.1\r\nHost: " + expected[0] + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + expected[1]), answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n",
        "POST /api/v1/complete HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
      })
  void malformedRequests(String request) throws Exception {
    String answer = raw(request);
    assertTrue(answer.matches("(?s)HTTP/1.1 (4\\d\\d|505) .*"), answer);
    assertHeaders(answer);
    assertTrue(answer.contains("{\"error\":{\"code\":"), answer);
  }

  @Test
  void longRequestLine() throws Exception {
    String answer =
        raw("GET /api/v1/complete?text=" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 414") || answer.startsWith("HTTP/1.1 431"), answer);
    assertTrue(answer.contains("\"too_large\""), answer);
  }

  // The page.

  @Test
  void servesThePage() throws Exception {
    for (String path : List.of("/", "/index.html", "/module.js")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("Cache-Control: no-cache\r\n"), answer);
      assertTrue(
          answer.contains(
              path.endsWith(".js") ? "Content-Type: text/javascript" : "Content-Type: text/html"),
          answer);
      assertHeaders(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../private.txt",
        "/%2e%2e/private.txt",
        "/..%2fprivate.txt",
        "/%2e%2e%2fprivate.txt",
        "/..;/private.txt",
        "/x/../../private.txt",
        "/..\\private.txt",
        "/%5c..%5cprivate.txt",
        "//../private.txt",
        "/%252e%252e/private.txt",
        "/private.txt%00.js",
        "/module.js/",
      })
  void nothingOutsideTheFolder(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
    assertFalse(answer.contains(SECRET), answer);
    assertHeaders(answer);
  }

  @Test
  void noLinkOutOfTheFolder() throws Exception {
    Path link = folder.resolve("web/link.txt");
    Files.createSymbolicLink(link, folder.resolve("private.txt"));
    String answer = raw("GET /link.txt HTTP/1.1\r\nHost: localhost\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
  }

  @Test
  void saysWhereThePageShouldBe() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> NextWordServer.create(ServerOptions.defaults(), MODELS::get, folder));
    assertTrue(e.getMessage().contains("index.html"), e.getMessage());
  }

  // Start and stop.

  @Test
  void saysThatThePortIsTaken() {
    ServerOptions taken = ServerOptions.defaults().withPort(server.port());
    try (NextWordServer second = NextWordServer.create(taken, MODELS::get, folder.resolve("web"))) {
      var e = assertThrows(IllegalStateException.class, second::start);
      assertTrue(e.getMessage().contains("--port"), e.getMessage());
    }
  }

  @Test
  void finishesWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Column slow =
        new Column() {
          @Override
          public String name() {
            return "rnn";
          }

          @Override
          public Completion complete(String text, int k) {
            begun.countDown();
            try {
              mayEnd.await(4, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return new Completion(List.of(), null);
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            return new double[0];
          }
        };
    ModelSnapshot snapshot =
        ModelSnapshot.of(List.of(new ServedModel(slow, JSON.createObjectNode(), null, null)));
    NextWordServer stopping =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0), () -> snapshot, folder.resolve("web"))
            .start();
    HttpRequest request =
        HttpRequest.newBuilder(stopping.uri().resolve("/api/v1/complete?text=a")).build();
    var pending = CLIENT.sendAsync(request, BodyHandlers.ofString());
    assertTrue(begun.await(4, TimeUnit.SECONDS));
    var stopped = CompletableFuture.runAsync(stopping::close);
    Thread.sleep(100);
    mayEnd.countDown();
    assertEquals(200, pending.get(4, TimeUnit.SECONDS).statusCode());
    stopped.get(6, TimeUnit.SECONDS);
  }

  // Helpers.

  private static void assertError(JsonNode answer, String code, String field) {
    assertEquals(1, answer.size());
    JsonNode error = answer.get("error");
    assertEquals(code, error.get("code").textValue());
    assertFalse(error.get("message").textValue().isBlank());
    assertEquals(field, error.path("field").textValue());
  }

  private static void assertHeaders(String answer) {
    Security.HEADERS.forEach(
        (name, value) -> assertTrue(answer.contains(name + ": " + value + "\r\n"), answer));
    assertFalse(answer.contains("\r\nServer:"), answer);
  }

  private static URI uri(String path) {
    return server.uri().resolve(path);
  }

  private static HttpRequest json(String path, String body) {
    return HttpRequest.newBuilder(uri("/api/v1" + path))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode post(String path, String body, int status) throws Exception {
    return send(json(path, body), status);
  }

  private static JsonNode get(String path, int status) throws Exception {
    return send(HttpRequest.newBuilder(uri("/api/v1" + path)).build(), status);
  }

  private static JsonNode send(HttpRequest request, int status) throws Exception {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    String body = response.body();
    assertEquals(status, response.statusCode(), body);
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
    Security.HEADERS.forEach(
        (name, value) -> assertEquals(value, response.headers().firstValue(name).orElse("")));
    assertFalse(body.contains(SECRET), body);
    assertFalse(body.contains("Exception"), body);
    return JSON.readTree(body);
  }

  private static String raw(String head) throws IOException {
    return raw(server.port(), head);
  }

  /** Sends exactly these bytes: an HTTP client would mend them. */
  private static String raw(int port, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
