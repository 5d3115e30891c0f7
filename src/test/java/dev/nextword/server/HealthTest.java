package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the server says of itself: health, metrics, logs. */
class HealthTest extends RunningServer {
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{(\\w+=\"[^\"\\\\\n]*\",?)+})? ([-+.0-9E]+|NaN)");

  private static String metrics() throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/api/v1/metrics")).build(), BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    assertEquals(Metrics.CONTENT_TYPE, response.headers().firstValue("Content-Type").orElse(""));
    return response.body();
  }

  private static double value(String metrics, String sample) {
    Matcher found = Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(metrics);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  @Test
  void saysThatItStartsAndDoesNotWait() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (NextWordServer starting =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0),
                () -> {
                  try {
                    read.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return SmallModels.snapshot();
                },
                folder.resolve("web"))
            .start()) {
      String head = "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n";
      String answer = raw(starting.port(), head);
      assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
      assertTrue(answer.contains("\"status\":\"starting\"") && answer.contains("Retry-After"));
      read.countDown();
      awaitReady(starting);
      assertTrue(raw(starting.port(), head).contains("\"status\":\"ok\""));
    }
  }

  @Test
  void countsByRouteAndStatusAndNeverByWhatWasSent() throws Exception {
    String ok =
        "nextword_requests_total{method=\"POST\",route=\"/api/v1/complete\",status=\"200\"}";
    String bad =
        "nextword_requests_total{method=\"POST\",route=\"/api/v1/complete\",status=\"400\"}";
    String before = metrics();
    post("/complete", "{\"text\":\"" + SECRET + "\"}", 200);
    post("/complete", "{\"text\":5}", 400);
    get("/models/" + SECRET, 404);
    get("/" + SECRET, 404);
    raw(SECRET + " /" + SECRET + " HTTP/1.1\r\nHost: localhost\r\n");
    String after = metrics();
    assertEquals(value(before, ok) + 1, value(after, ok), after);
    assertEquals(value(before, bad) + 1, value(after, bad), after);
    assertFalse(after.contains(SECRET), after);
    assertEquals(1, value(after, "nextword_model_serving{model=\"lstm\"}"));
    assertTrue(value(after, "nextword_connections") >= 1, after);
    assertTrue(value(after, "jvm_heap_used_bytes") > 1e6, after);
  }

  @Test
  void isInPrometheusFormat() throws Exception {
    post("/complete", "{\"text\":\"\"}", 200);
    String text = metrics();
    assertTrue(text.endsWith("\n"));
    Set<String> types =
        text.lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ")[2])
            .collect(Collectors.toSet());
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      assertTrue(SAMPLE.matcher(line).matches(), line);
      String name = line.split("[{ ]")[0].replaceAll("_(bucket|sum|count)$", "");
      assertTrue(types.contains(name), line);
    }
    double last = 0;
    for (String line :
        text.lines().filter(l -> l.contains("_bucket{route=\"/api/v1/complete\"")).toList()) {
      double count = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
      assertTrue(count >= last, line);
      last = count;
    }
    assertEquals(value(text, "nextword_request_seconds_count{route=\"/api/v1/complete\"}"), last);
  }

  @Test
  void logsSayWhoDidWhatAndNotWhatTheyTyped() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger root = (Logger) LoggerFactory.getLogger("dev.nextword");
    Logger access = (Logger) LoggerFactory.getLogger("dev.nextword.access");
    Logger audit = (Logger) LoggerFactory.getLogger("dev.nextword.audit");
    root.addAppender(lines);
    var levels = List.of(access.getEffectiveLevel(), audit.getEffectiveLevel());
    access.setLevel(ch.qos.logback.classic.Level.INFO);
    audit.setLevel(ch.qos.logback.classic.Level.INFO);
    try {
      post("/complete", "{\"text\":\"" + SECRET + "\"}", 200);
      get("/complete?text=" + SECRET, 200);
      get("/models/" + SECRET, 404);
      raw("GET /" + SECRET + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://" + SECRET + "\r\n");
      metrics(); // one more request: the lines of those before are written by then
    } finally {
      root.detachAppender(lines);
      access.setLevel(levels.get(0));
      audit.setLevel(levels.get(1));
    }
    List<String> said = List.copyOf(lines.list).stream().map(Object::toString).toList();
    assertTrue(
        said.stream().anyMatch(l -> l.contains("127.0.0.1 POST /api/v1/complete 200")),
        said.toString());
    assertTrue(
        said.stream().anyMatch(l -> l.contains("127.0.0.1 GET (file) 403")), said.toString());
    assertFalse(said.toString().contains(SECRET), said.toString());
  }
}
