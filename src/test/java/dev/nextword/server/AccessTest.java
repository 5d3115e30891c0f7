package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what: from other web pages, from other machines, with a token and without. */
class AccessTest extends RunningServer {
  private static final String TOKEN = "0123456789abcdef";
  private static final ServerOptions OPEN = new ServerOptions("0.0.0.0", 0, Set.of(), 1);
  private static final String HOST = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";

  /** Every route that is not for everybody, with something in place of its parameters. */
  private static Set<String> ownersRoutes() {
    Set<String> routes = new TreeSet<>(server.routes());
    routes.removeAll(Access.OPEN);
    return routes;
  }

  private static String call(NextWordServer server, String route, String headers) throws Exception {
    String[] parts = route.replaceAll("\\{\\w+}", "lstm").split(" ");
    return raw(server.port(), parts[0] + " " + parts[1] + HOST + headers);
  }

  @Test
  void forOtherMachinesWithoutATokenItOnlyAnswersQuestions() throws Exception {
    try (NextWordServer open =
        NextWordServer.create(OPEN, MODELS::get, folder.resolve("web")).start()) {
      awaitReady(open);
      assertTrue(ownersRoutes().contains("GET /api/v1/metrics"), ownersRoutes().toString());
      for (String route : ownersRoutes()) {
        String answer = call(open, route, "");
        assertTrue(answer.startsWith("HTTP/1.1 403"), route + " " + answer);
        assertTrue(answer.contains("\"closed\""), answer);
        assertHeaders(answer);
      }
      for (String path :
          List.of(
              "/", "/module.js", "/openapi.json", "/api/v1/models", "/api/v1/complete?text=a")) {
        String answer = raw(open.port(), "GET " + path + HOST);
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertHeaders(answer);
      }
    }
  }

  @Test
  void withATokenItOpensForThoseWhoHaveIt() throws Exception {
    for (ServerOptions options : List.of(OPEN, ServerOptions.defaults().withPort(0))) {
      try (NextWordServer guarded =
          NextWordServer.create(
                  options.withToken(Token.of(TOKEN)), MODELS::get, folder.resolve("web"))
              .start()) {
        for (String route : ownersRoutes()) {
          for (String headers :
              List.of("", "Authorization: Bearer 0123456789abcdeX\r\n", "Authorization: \r\n")) {
            String answer = call(guarded, route, headers);
            assertTrue(answer.startsWith("HTTP/1.1 401"), route + " " + answer);
            assertTrue(answer.contains("WWW-Authenticate: Bearer "), answer);
            assertHeaders(answer);
          }
        }
        String metrics = "GET /api/v1/metrics";
        assertTrue(
            call(guarded, metrics, "Authorization: Bearer " + TOKEN + "\r\n").contains(" 200 "));
        String basic = "Authorization: " + TokenTest.basic("anna:" + TOKEN) + "\r\n";
        assertTrue(call(guarded, metrics, basic).contains(" 200 "));
        String byLink = call(guarded, metrics, "Sec-Fetch-Mode: navigate\r\n");
        assertTrue(byLink.contains("WWW-Authenticate: Basic "), byLink);
      }
    }
  }

  @Test
  void onItsOwnMachineItNeedsNoToken() throws Exception {
    assertTrue(call(server, "GET /api/v1/metrics", "").contains(" 200 "));
    assertTrue(call(server, "GET /api/v1/models/{name}", "").contains(" 200 "));
  }

  @ParameterizedTest(name = "Host {0}, Origin {1}, Sec-Fetch-Site {2} -> {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        // A program, and the page itself.
        "localhost:7070, -, -, 200",
        "localhost:7070, http://localhost:7070, same-origin, 200",
        "127.0.0.1:7070, http://127.0.0.1:7070, -, 200",
        "[::1]:7070, http://[::1]:7070, -, 200",
        "localhost, http://localhost, -, 200",
        "localhost, https://localhost, -, 200", // behind a proxy with TLS
        "localhost:7070, -, same-origin, 200",
        "localhost:7070, -, none, 200", // typed into the address bar
        // Other pages.
        "localhost:7070, http://evil.example, cross-site, 403",
        "localhost:7070, http://evil.example, -, 403",
        "localhost:7070, http://evil.example:7070, -, 403",
        "localhost:7070, http://localhost:3000, same-site, 403",
        "localhost:7070, http://localhost, -, 403",
        "localhost:7070, http://127.0.0.1:7070, -, 403",
        "localhost:7070, http://localhost:7070.evil.example, -, 403",
        "localhost:7070, http://evil.example@localhost.evil:7070, -, 403",
        "localhost:7070, ftp://localhost:7070, -, 403",
        "localhost:7070, null, -, 403", // a file, a sandboxed frame
        "localhost:7070, '', -, 403",
        "localhost:7070, %%%, -, 403",
        "localhost:7070, -, cross-site, 403",
        "localhost:7070, -, same-site, 403",
        "localhost:7070, -, anything, 403",
        // The names of the first test: DNS rebinding is refused whatever the page says it is.
        "evil.example:7070, http://evil.example:7070, same-origin, 403",
      })
  void onlyItsOwnPage(String host, String origin, String site, int status) throws Exception {
    String headers =
        "Host: "
            + host
            + "\r\n"
            + (origin == null ? "" : "Origin: " + origin + "\r\n")
            + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n");
    for (String path : List.of("/api/v1/models", "/api/v1/metrics", "/module.js")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\n" + headers);
      assertEquals(status, Integer.parseInt(answer.substring(9, 12)), answer);
      assertHeaders(answer);
    }
  }

  @Test
  void aLinkOnAnotherPageMayLeadHere() throws Exception {
    String link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
    assertTrue(raw("GET /" + HOST + link).startsWith("HTTP/1.1 200"));
    String form = raw("POST /api/v1/complete" + HOST + link + "Content-Length: 0\r\n");
    assertTrue(form.startsWith("HTTP/1.1 403"), form);
  }
}
