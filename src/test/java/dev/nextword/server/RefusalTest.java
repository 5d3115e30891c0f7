package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server refuses: always with one shape of error, never with what was sent. */
class RefusalTest extends RunningServer {
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
        "{\"text\": \"a\", \"expected\": 1}    | 400 | wrong_type  | expected",
        "{\"text\": \"a\", \"expected\": \" \"} | 400 | bad_value | expected",
        "{\"text\": \"a\", \"expected\": \"s3cretWord b\"} | 400 | bad_value | expected",
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
  void saysWhichMethodsAnAddressTakes() throws Exception {
    String answer = raw("PUT /api/v1/complete HTTP/1.1\r\nHost: localhost\r\n");
    assertTrue(answer.matches("(?s).*\r\nAllow: (GET, POST|POST, GET)\r\n.*"), answer);
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
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
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
    ServerOptions open = new ServerOptions("0.0.0.0", 0, Set.of("Words.example"), 1);
    try (NextWordServer other =
        NextWordServer.create(open, MODELS::get, folder.resolve("web")).start()) {
      awaitReady(other);
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
}
