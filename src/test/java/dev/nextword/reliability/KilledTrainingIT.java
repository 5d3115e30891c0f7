package dev.nextword.reliability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the process that trains, again and again, at moments of all kinds: before it
 * says anything, while it trains and writes checkpoints, while it measures and saves the model.
 */
@Timeout(1_200)
class KilledTrainingIT {
  private static final int KILLS = 20;
  private static final String CELL = "gru";

  @TempDir Path temp;

  @Test
  void twentyKillsChangeNothing() throws Exception {
    TinyTraining undisturbed = TinyTraining.prepare(temp.resolve("undisturbed"), CELL);
    TinyTraining killed = undisturbed.copyWithoutCheckpoints(temp.resolve("killed"));
    Random random = new Random(1);
    int midway = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = killed.start(CELL, kill > 0);
      midway += awaitMoment(process, random) ? 1 : 0;
      process.toHandle().destroyForcibly();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      ModelStore models = new ModelStore(killed.models());
      assertEquals(List.of(), models.loadAllForPrediction().problems(), "no half file is used");
    }
    assertTrue(midway >= KILLS / 4, midway + " kills met a training that had been resumed");

    Process last = killed.start(CELL, true);
    last.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
    assertEquals(0, last.waitFor());
    assertArrayEquals(weights(undisturbed), weights(killed), "bit by bit");
    assertEquals(
        new ModelStore(undisturbed.models()).card(CELL).evaluation(),
        new ModelStore(killed.models()).card(CELL).evaluation());
  }

  /**
   * Waits for one of the moments.
   *
   * @return whether it goes on with a training that has not come to its end
   */
  private static boolean awaitMoment(Process process, Random random)
      throws IOException, InterruptedException {
    if (random.nextInt(5) == 0) { // while Java and the native library load
      Thread.sleep(random.nextInt(1_000));
      return false;
    }
    boolean atTheEnd = random.nextInt(4) == 0; // it measures, and writes the model
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    boolean midway = false;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      JsonNode said = line.startsWith("{") ? ServerProgram.JSON.readTree(line) : null;
      if (said == null) {
        continue; // native libraries print there, too
      }
      String event = said.path("event").asText();
      midway |= event.equals("resumed") && said.get("update").asInt() > 0;
      if (event.equals("finished") || !atTheEnd) {
        Thread.sleep(random.nextInt(300));
        return midway && !event.equals("finished");
      }
    }
    return false;
  }

  private static float[] weights(TinyTraining training) {
    ModelBundle.Network bundle =
        assertInstanceOf(ModelBundle.Network.class, new ModelStore(training.models()).load(CELL));
    return bundle.network().params().dup('c').data().asFloat();
  }
}
