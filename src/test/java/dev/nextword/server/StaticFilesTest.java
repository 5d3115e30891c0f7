package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of the page, and nothing else. */
class StaticFilesTest extends RunningServer {
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
}
