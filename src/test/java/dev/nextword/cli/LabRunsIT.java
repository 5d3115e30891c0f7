package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.LabRun;
import dev.nextword.lab.LabRuns;
import dev.nextword.lab.LabSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lab runs in child processes, as the server has them. */
@Timeout(300)
class LabRunsIT {
  private static LabSettings depth(int layers, int updates) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    return LabSettings.of("depth", settings.put("layers", layers).put("updates", updates));
  }

  @Test
  void aRunIsWatchedFromItsStartAndEnds() throws Exception {
    try (LabRuns runs = new LabRuns(LabWorkerCommand.command(), LabWorkerCommand.environment())) {
      LabRun run = runs.submit(depth(2, 10)).orElseThrow();
      List<String> heard = await(run);
      assertEquals(LabRun.State.FINISHED, run.state(), run.snapshot().toString());
      assertEquals("state", heard.get(0));
      assertEquals("finished", heard.get(heard.size() - 2));
      assertEquals(11, heard.stream().filter("step"::equals).count());
      List<String> later = await(run); // whoever comes late hears the same
      assertEquals(
          heard.stream().filter("step"::equals).toList().size(),
          later.stream().filter("step"::equals).toList().size());
      for (JsonNode event : run.events()) {
        assertFalse(event.toString().contains("NaN"), event.toString());
      }
    }
  }

  @Test
  void aRunEndsWhenItIsCancelledAndItsPlaceIsFree() throws Exception {
    try (LabRuns runs = new LabRuns(LabWorkerCommand.command(), LabWorkerCommand.environment())) {
      LabRun run = runs.submit(depth(30, 2_000)).orElseThrow();
      for (int i = 1; i < LabRuns.PLACES; i++) {
        runs.submit(depth(30, 2_000)).orElseThrow();
      }
      while (runs.running() < LabRuns.PLACES) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      for (int i = 0; i < LabRuns.WAITING; i++) {
        assertTrue(runs.submit(depth(2, 1)).isPresent());
      }
      assertTrue(runs.submit(depth(2, 1)).isEmpty(), "all places are taken");
      runs.cancel(run);
      assertEquals(LabRun.State.CANCELLED, run.state());
      int known = run.events().size();
      assertTrue(runs.find(run.id()).isPresent());
      LabRun waiting = null;
      while (waiting == null) { // the next one gets the place
        waiting = runs.submit(depth(2, 1)).orElse(null);
        TimeUnit.MILLISECONDS.sleep(20);
      }
      await(waiting);
      assertEquals(known, run.events().size(), "nothing is told of it any more");
      runs.cancel(run);
      assertTrue(runs.find(run.id()).isEmpty(), "forgotten");
    }
  }

  private static List<String> await(LabRun run) throws InterruptedException {
    List<String> heard = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    run.listen(
        (event, data) -> {
          synchronized (heard) {
            heard.add(event);
          }
          if (event.equals("state") && data.path("over").asBoolean()) {
            over.countDown();
          }
        });
    assertTrue(over.await(200, TimeUnit.SECONDS));
    return heard;
  }
}
