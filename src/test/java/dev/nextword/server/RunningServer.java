package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server on a free port with {@link SmallModels}, and a client that checks what every answer must
 * keep.
 */
abstract class RunningServer {
  static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final AtomicReference<ModelSnapshot> MODELS = new AtomicReference<>();
  static final String SECRET = "s3cretWord";

  @TempDir static Path folder;
  static NextWordServer server;

  @BeforeAll
  static void start() throws IOException {
    Path web = Files.createDirectory(folder.resolve("web"));
    Files.writeString(web.resolve("index.html"), "<!doctype html><title>page</title>");
    Files.writeString(web.resolve("module.js"), "export const one = 1;");
    Files.writeString(folder.resolve("private.txt"), SECRET);
    MODELS.set(SmallModels.snapshot());
    server = NextWordServer.create(ServerOptions.defaults().withPort(0), MODELS::get, web).start();
    awaitReady(server);
  }

  /** Until it has seen that its models are read. */
  static void awaitReady(NextWordServer server) throws IOException {
    while (!raw(server.port(), "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n")
        .contains(" 200 ")) {
      Thread.onSpinWait();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fourModels() {
    MODELS.set(SmallModels.snapshot());
  }

  static void assertError(JsonNode answer, String code, String field) {
    assertEquals(1, answer.size());
    JsonNode error = answer.get("error");
    assertEquals(code, error.get("code").textValue());
    assertFalse(error.get("message").textValue().isBlank());
    assertEquals(field, error.path("field").textValue());
  }

  static void assertHeaders(String answer) {
    Security.HEADERS.forEach(
        (name, value) -> assertTrue(answer.contains(name + ": " + value + "\r\n"), answer));
    assertFalse(answer.contains("\r\nServer:"), answer);
  }

  static URI uri(String path) {
    return server.uri().resolve(path);
  }

  static HttpRequest json(String path, String body) {
    return HttpRequest.newBuilder(uri("/api/v1" + path))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  static JsonNode post(String path, String body, int status) throws Exception {
    return send(json(path, body), status);
  }

  static JsonNode get(String path, int status) throws Exception {
    return send(HttpRequest.newBuilder(uri("/api/v1" + path)).build(), status);
  }

  static JsonNode send(HttpRequest request, int status) throws Exception {
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

  static String raw(String head) throws IOException {
    return raw(server.port(), head);
  }

  /** Sends exactly these bytes: an HTTP client would mend them. */
  static String raw(int port, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
