package dev.nextword.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.cli.SmallModel;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the server in the middle of what changes its data folder. Whatever the moment:
 * at the next start all that was there is there, and what was begun is there whole or not at all;
 * what was answered is there.
 */
@Timeout(900)
class ServerKillsIT {
  private static final int KILLS = 3;

  /** 2 MB: it takes the server a while to read. */
  private static final String LONG_TEXT = RetrainingLoop.text(1).repeat(150);

  @TempDir Path temp;
  private Path data;
  private final Random random = new Random(1);

  @BeforeEach
  void saveModels() throws Exception {
    data = temp.resolve("data");
    SmallModel.save(temp.resolve("models"), temp.resolve("scratch"));
    SmallModel.save(data.resolve("models/mine"), temp.resolve("scratch2"));
  }

  private ServerProgram serve() throws Exception {
    return ServerProgram.ofClasses(
        temp.resolve("server.log"),
        List.of("--models", temp.resolve("models").toString(), "--data", data.toString()));
  }

  /**
   * Sends a request and kills the server at some moment of it.
   *
   * @return whether the server had answered
   */
  private boolean killedDuring(ServerProgram server, HttpRequest request, int millis)
      throws Exception {
    var answer = server.sendLater(request);
    Thread.sleep(random.nextInt(millis));
    server.kill();
    return answer.handle((done, failure) -> failure == null && done.statusCode() < 300).get();
  }

  @Test
  void inTheMiddleOfASwap() throws Exception {
    String before = "shipped";
    ServerProgram server = serve();
    for (int kill = 0; kill < KILLS; kill++) {
      String wanted = before.equals("shipped") ? "mine" : "shipped";
      HttpRequest swap = server.request("PUT", "models/active", Map.of("set", wanted));
      boolean answered = killedDuring(server, swap, 100);
      server = serve();
      // a server that is told its models begins with these, whatever served last: so the file is
      // read
      Path chosen = data.resolve("active");
      String now = Files.exists(chosen) ? Files.readString(chosen) : "shipped";
      assertTrue(now.equals(wanted) || !answered && now.equals(before), now);
      assertCompletes(server);
      assertEquals(List.of("shipped", "mine"), sets(server));
      before = now;
    }
    server.close();
  }

  @Test
  void inTheMiddleOfAnUpload() throws Exception {
    ServerProgram server = serve();
    for (int kill = 0; kill < KILLS; kill++) {
      String name = "text-" + kill;
      boolean answered = killedDuring(server, server.pasting(name, LONG_TEXT), 1_000);
      server = serve();
      ServerProgram.Answer text = server.get("corpora/" + name);
      if (text.status() == 200) {
        Path file = data.resolve("corpora").resolve(name).resolve("00001.txt");
        assertEquals(LONG_TEXT, Files.readString(file), "whole");
        assertTrue(text.json().at("/report/words").asInt() > 0, text.body());
      } else {
        assertFalse(answered, "it was said to be there");
        text.require(404);
        server.paste(name, RetrainingLoop.text(1)).require(201);
      }
      server.delete("corpora/" + name).require(204);
    }
    server.close();
  }

  @Test
  void inTheMiddleOfRenamingAndDeletingModels() throws Exception {
    String name = "mine";
    ServerProgram server = serve();
    for (int kill = 0; kill < KILLS; kill++) {
      String other = "mine-" + kill;
      HttpRequest rename = server.request("PATCH", "model-sets/" + name, Map.of("name", other));
      boolean answered = killedDuring(server, rename, 60);
      server = serve();
      List<String> sets = sets(server);
      assertEquals(2, sets.size(), sets.toString());
      String now = sets.get(1);
      assertTrue(now.equals(other) || !answered && now.equals(name), now);
      server.use(now).require(200);
      assertCompletes(server);
      server.use("shipped").require(200);
      name = now;
    }
    killedDuring(server, server.to("model-sets/" + name).DELETE().build(), 60);
    server = serve();
    if (sets(server).contains(name)) {
      server.use(name).require(200); // then it is whole
    }
    assertCompletes(server);
    server.close();
  }

  private static void assertCompletes(ServerProgram server) throws Exception {
    String answer = server.get("complete?text=I%20would%20li").require(200).body();
    assertTrue(answer.contains("\"ke\""), answer);
  }

  private static List<String> sets(ServerProgram server) throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode set : server.get("model-sets").require(200).json().get("sets")) {
      names.add(set.get("name").asText());
    }
    return names;
  }
}
