package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.server.ModelSnapshot;
import dev.nextword.server.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final List<String> typed = new CopyOnWriteArrayList<>();

  private final Column column =
      new Column() {
        @Override
        public String name() {
          return "gru";
        }

        @Override
        public Completion complete(String text, int k) {
          typed.add(text);
          return new Completion(List.of(), null);
        }

        @Override
        public double[] score(String context, List<String> candidates) {
          throw new IllegalStateException("not asked");
        }
      };

  private final ModelSnapshot models =
      ModelSnapshot.of(List.of(new ServedModel(column, NullNode.getInstance(), null, null)));

  @Test
  void typesATextKeyByKey() {
    new WarmUp(() -> models, Duration.ZERO).type();
    assertTrue(typed.size() > 100);
    for (int key = 0; key < typed.size(); key++) {
      assertEquals(key + 1, typed.get(key).length());
    }
  }

  @Test
  void stepsAsideWhileSomebodyAsks() throws InterruptedException {
    WarmUp warmUp = new WarmUp(() -> models, Duration.ofHours(1));
    assertEquals(models, warmUp.askedBySomebody());
    Thread typing = new Thread(warmUp::type);
    typing.start();
    while (typing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), typed);
    typing.interrupt();
    typing.join();
  }
}
