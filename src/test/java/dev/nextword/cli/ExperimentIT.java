package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiment distance --quick}, with a process for each network. */
@Timeout(600)
class ExperimentIT {
  @TempDir Path temp;

  @Test
  void aNetworkThatIsTrainedAgainGivesTheSameNumbers() throws Exception {
    Path out = temp.resolve("distance.json");
    Path svg = temp.resolve("distance.svg");
    run("--out", out.toString(), "--svg", svg.toString());
    String first = Files.readString(out);
    JsonNode result = JsonMapper.builder().build().readTree(first);
    assertEquals(3, result.at("/curves").size());
    assertEquals(64, result.at("/text/templatesSha256").asText().length());
    int tried = 0; // beside those that were as good after few updates, and trained to the end
    for (JsonNode trial : result.at("/sweep/rnn")) {
      tried += trial.get("updates").equals(result.at("/settings/sweepUpdates")) ? 1 : 0;
    }
    assertEquals(2, tried, "a rate each");
    for (JsonNode curve : result.at("/curves")) {
      assertEquals(4, curve.at("/kinds/place-language").size());
      for (JsonNode point : curve.at("/kinds/place-language")) {
        assertTrue(point.at("/accuracy/low").asDouble() <= point.at("/accuracy/value").asDouble());
        assertTrue(point.at("/gradient").asDouble() > 0, point.toString());
      }
    }
    assertTrue(Files.readString(svg).contains("place-language"));

    try (Stream<Path> files = Files.walk(temp.resolve("work"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("run-gru")) {
          Files.delete(file); // its result and its checkpoints
        }
      }
    }
    run("--out", out.toString(), "--resume");
    assertEquals(first, Files.readString(out));
  }

  private void run(String... more) {
    List<String> all =
        Stream.concat(
                Stream.of(
                    "experiment", "distance", "--quick", "--work", temp.resolve("work").toString()),
                Stream.of(more))
            .toList();
    Command run = Command.run(all.toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("lstm"), run.out());
  }
}
