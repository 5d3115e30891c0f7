package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredResultsTest extends RunningServer {
  @TempDir static Path measured;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "distance-curves experiment-distance.json",
        "training-speed benchmark-training.json",
        "lab/remedies experiment-remedies.json"
      })
  void aResultIsTheMeasuredFile(String names) throws Exception {
    String call = names.split(" ")[0];
    Path file = measured.resolve(names.split(" ")[1]);
    assertError(get("/" + call, 404), "not_found", null);
    try (NextWordServer other =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0), MODELS::get, folder.resolve("web"), measured)
            .start()) {
      String none = answer(other, call);
      assertTrue(none.contains(" 404 ") && none.contains(file.getFileName().toString()), none);
      Files.writeString(file, "{\"curves\" : [1.5, null]}\n");
      assertTrue(answer(other, call).endsWith("{\"curves\":[1.5,null]}"), answer(other, call));
      Files.writeString(file, "{\"curves");
      assertTrue(answer(other, call).contains(" 503 "));
    }
  }

  private static String answer(NextWordServer server, String call) throws Exception {
    return raw(server.port(), "GET /api/v1/" + call + " HTTP/1.1\r\nHost: localhost\r\n");
  }
}
