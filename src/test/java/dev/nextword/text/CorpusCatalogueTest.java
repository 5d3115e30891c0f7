package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of its own on this machine; nothing outside is asked. */
class CorpusCatalogueTest {
  private static final ProgressListener QUIET = (file, bytes, total) -> {};
  private static final byte[] TEXT =
      "The kettle whistled.\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private HttpServer server;
  private ExecutorService threads;
  private final CountDownLatch over = new CountDownLatch(1);

  /** The Range header of each request, "" where there was none. */
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aCompleteDownloadBecomesACorpus() throws Exception {
    serve("/text", exchange -> answer(exchange, 200, TEXT));
    List<Long> seen = new ArrayList<>();
    Path corpus =
        catalogue("/text", sha256(TEXT))
            .fetch(
                "some-text",
                folder,
                (file, bytes, total) -> {
                  assertEquals("text", file);
                  assertEquals(TEXT.length, total);
                  seen.add(bytes);
                });
    assertEquals(folder.resolve("some-text"), corpus);
    assertEquals(List.of(), hidden(corpus, ".part", ".download", ".tmp"));
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertTrue(Files.readString(corpus.resolve("SOURCE.md")).contains(sha256(TEXT)));
    assertEquals(0L, seen.get(0));
    assertEquals((long) TEXT.length, seen.get(seen.size() - 1));
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws Exception {
    serve("/text", exchange -> answer(exchange, 200, TEXT));
    catalogue("/text", null).fetch("some-text", folder, QUIET);
    catalogue("/text", null).fetch("some-text", folder, QUIET);
    assertEquals(1, ranges.size());
  }

  @Test
  void aBrokenConnectionIsGoneOnWith() throws Exception {
    serve(
        "/text",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"one\"");
          if (ranges.size() == 1) {
            breakAfter(exchange, TEXT.length / 3);
          } else {
            answerRange(exchange);
          }
        });
    Path corpus = catalogue("/text", sha256(TEXT)).fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertEquals(2, ranges.size());
    // what was on its way when the connection broke may be lost
    Matcher goneOn = Pattern.compile("bytes=(\\d+)-").matcher(ranges.get(1));
    assertTrue(goneOn.matches(), ranges.get(1));
    int from = Integer.parseInt(goneOn.group(1));
    assertTrue(from > 0 && from <= TEXT.length / 3, ranges.get(1));
  }

  @Test
  void aBrokenDownloadIsGoneOnWithByTheNextRun() throws Exception {
    serve(
        "/text",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"one\"");
          if (ranges.size() == 1) {
            breakAfter(exchange, 1000);
          } else if (ranges.size() < 4) {
            breakAfterRange(exchange, 1000);
          } else {
            answerRange(exchange);
          }
        });
    CorpusCatalogue catalogue = catalogue("/text", sha256(TEXT));
    CorpusException error =
        assertThrows(CorpusException.class, () -> catalogue.fetch("some-text", folder, QUIET));
    assertTrue(error.getMessage().contains("3000 bytes are kept"), error.getMessage());
    assertFalse(Files.exists(folder.resolve("some-text/text.txt")));
    Path corpus = catalogue.fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertEquals("bytes=3000-", ranges.get(3));
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws Exception {
    serve(
        "/text",
        exchange -> {
          exchange.getResponseHeaders().add("Last-Modified", "Tue, 03 Nov 2026 10:00:00 GMT");
          if (ranges.size() == 1) {
            breakAfter(exchange, TEXT.length / 2);
          } else {
            answer(exchange, 200, TEXT);
          }
        });
    Path corpus = catalogue("/text", sha256(TEXT)).fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertEquals(2, ranges.size());
  }

  @Test
  void aPartThatFitsNoLongerIsBegunAgain() throws Exception {
    serve(
        "/text",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"one\"");
          switch (ranges.size()) {
            case 1 -> breakAfter(exchange, TEXT.length / 2);
            case 2 -> answer(exchange, 416, new byte[0]);
            default -> answer(exchange, 200, TEXT);
          }
        });
    Path corpus = catalogue("/text", sha256(TEXT)).fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertEquals("", ranges.get(2));
  }

  @Test
  void aWrongChecksumIsRefusedAndDeleted() {
    serve("/text", exchange -> answer(exchange, 200, TEXT));
    String wrong = "0".repeat(64);
    CorpusException error = fails("/text", wrong);
    assertTrue(error.getMessage().contains(wrong), error.getMessage());
    assertTrue(error.getMessage().contains("deleted"), error.getMessage());
    assertEquals(List.of(), hidden(folder.resolve("some-text"), ""));
  }

  @Test
  void aMissingFileIsSaid() {
    serve("/other", exchange -> answer(exchange, 200, TEXT));
    assertTrue(fails("/text", null).getMessage().contains("is not there (HTTP 404)"));
  }

  @Test
  void aServerErrorIsSaid() {
    serve("/text", exchange -> answer(exchange, 503, new byte[0]));
    assertTrue(fails("/text", null).getMessage().contains("HTTP 503; try again later"));
  }

  @Test
  void aRedirectIsFollowed() throws Exception {
    serve("/text", exchange -> answer(exchange, 200, TEXT));
    serve(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/text");
          answer(exchange, 302, new byte[0]);
        });
    Path corpus = catalogue("/old", null).fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
  }

  @Test
  void aSilentServerIsLeft() {
    serve("/text", exchange -> waitForTheEnd());
    assertTrue(fails("/text", null).getMessage().contains("no answer within"));
  }

  @Test
  void aServerThatStallsIsLeftAndThePartKept() throws Exception {
    serve(
        "/text",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"one\"");
          if (ranges.size() == 1) {
            exchange.sendResponseHeaders(200, TEXT.length);
            exchange.getResponseBody().write(TEXT, 0, 5000);
            exchange.getResponseBody().flush();
            waitForTheEnd();
          } else {
            answerRange(exchange);
          }
        });
    Path corpus = catalogue("/text", sha256(TEXT)).fetch("some-text", folder, QUIET);
    assertEquals(new String(TEXT, StandardCharsets.UTF_8), read(corpus));
    assertEquals("bytes=5000-", ranges.get(1));
  }

  @Test
  void nobodyListening() {
    server.stop(0);
    assertTrue(fails("/text", null).getMessage().contains("cannot connect"));
  }

  @Test
  void anUnknownNameIsSaid() throws Exception {
    CorpusException error =
        assertThrows(
            CorpusException.class, () -> catalogue("/text", null).fetch("nothing", folder, QUIET));
    assertTrue(error.getMessage().contains("knows [some-text]"), error.getMessage());
  }

  @Test
  void aPageThatIsNoBookIsRefused() throws Exception {
    serve("/text", exchange -> answer(exchange, 200, TEXT));
    CorpusCatalogue catalogue = catalogue("/text", null, CorpusConversion.GUTENBERG_BOOK);
    CorpusException error =
        assertThrows(CorpusException.class, () -> catalogue.fetch("some-text", folder, QUIET));
    assertTrue(error.getMessage().contains("START OF"), error.getMessage());
    assertEquals(List.of(), hidden(folder.resolve("some-text"), ""));
  }

  @Test
  void theProjectsOwnCatalogueIsSound() {
    List<CorpusSource> sources = CorpusCatalogue.load(Path.of("corpus/catalogue.json")).sources();
    assertEquals(
        List.of("dialogues", "novels", "sentences"),
        sources.stream().map(CorpusSource::name).toList());
    for (CorpusSource source : sources) {
      assertFalse(source.licence().isBlank());
      assertTrue(source.approximateBytes() > 1_000_000);
      for (CorpusSource.File file : source.files()) {
        assertEquals("https", file.url().getScheme());
      }
    }
    assertEquals(24, sources.get(1).files().size());
  }

  @Test
  void aCatalogueThatIsNoneIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.json"), "{\"sources\": [{\"name\": \"A b\"}]}");
    CorpusException error = assertThrows(CorpusException.class, () -> CorpusCatalogue.load(file));
    assertTrue(error.getMessage().contains("bad.json"), error.getMessage());
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          handler.handle(exchange);
          exchange.close();
        });
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Promises all, sends so much, and hangs up. */
  private static void breakAfter(HttpExchange exchange, int bytes) throws IOException {
    exchange.sendResponseHeaders(200, TEXT.length);
    exchange.getResponseBody().write(TEXT, 0, bytes);
    exchange.getResponseBody().flush();
  }

  private static void breakAfterRange(HttpExchange exchange, int bytes) throws IOException {
    int from = from(exchange);
    exchange.sendResponseHeaders(206, TEXT.length - from);
    exchange.getResponseBody().write(TEXT, from, bytes);
    exchange.getResponseBody().flush();
  }

  private static void answerRange(HttpExchange exchange) throws IOException {
    int from = from(exchange);
    exchange.sendResponseHeaders(206, TEXT.length - from);
    exchange.getResponseBody().write(TEXT, from, TEXT.length - from);
  }

  private static int from(HttpExchange exchange) {
    assertEquals("\"one\"", exchange.getRequestHeaders().getFirst("If-Range"));
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + from + "-" + (TEXT.length - 1) + "/" + TEXT.length);
    return from;
  }

  private void waitForTheEnd() {
    try {
      over.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CorpusCatalogue catalogue(String path, String sha256) throws IOException {
    return catalogue(path, sha256, CorpusConversion.PLAIN);
  }

  private CorpusCatalogue catalogue(String path, String sha256, CorpusConversion conversion)
      throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    String checksum = sha256 == null ? "null" : "\"" + sha256 + "\"";
    Path file = folder.resolve("catalogue.json");
    Files.writeString(
        file,
        """
        {"sources": [{"name": "some-text", "title": "Some text", "about": "For a test.",
          "homepage": "http://127.0.0.1/", "licence": "none", "approximateBytes": 1,
          "conversion": "%s",
          "files": [{"url": "%s", "target": "text.txt", "sha256": %s}]}]}
        """
            .formatted(conversion, url, checksum));
    return CorpusCatalogue.load(file, Duration.ofMillis(400));
  }

  private CorpusException fails(String path, String sha256) {
    return assertThrows(
        CorpusException.class, () -> catalogue(path, sha256).fetch("some-text", folder, QUIET));
  }

  private static String read(Path corpus) throws IOException {
    return Files.readString(corpus.resolve("text.txt"));
  }

  private static List<String> hidden(Path folder, String... endings) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> List.of(endings).stream().anyMatch(name::endsWith))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
