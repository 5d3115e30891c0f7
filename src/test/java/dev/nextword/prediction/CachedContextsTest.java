package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedContextsTest {
  private final CountLanguageModel model =
      new CountLanguageModel(SmallCorpus.VOCABULARY, SmallCorpus.IDS);
  private final CachedContexts contexts = new CachedContexts(model, 1 << 20, 1 << 20);
  private final int[] ids = new Random(3).ints(500, 0, SmallCorpus.VOCABULARY.size()).toArray();

  @Test
  void oneMoreWordCostsOneStepAndTheSameTextNone() {
    contexts.after(Arrays.copyOf(ids, 400));
    assertEquals(399, model.steps.get(), "<eos> at the beginning has been read by start()");
    contexts.after(Arrays.copyOf(ids, 400));
    assertEquals(399, model.steps.get());
    contexts.after(Arrays.copyOf(ids, 401));
    assertEquals(400, model.steps.get());
    for (int length = 400; length > 345; length--) { // the person deletes
      contexts.after(Arrays.copyOf(ids, length));
    }
    assertEquals(400, model.steps.get());
  }

  @Test
  void aChangeFarUpCostsOnlyTheStepsFromThere() {
    contexts.after(ids);
    int before = model.steps.get();
    int[] changed = ids.clone();
    changed[200] = (changed[200] + 1) % SmallCorpus.VOCABULARY.size();
    contexts.after(changed);
    assertTrue(model.steps.get() - before <= 300 + 64, "steps: " + (model.steps.get() - before));
  }

  @Test
  void theDistributionIsComputedOnceForOnePlace() {
    Context place = contexts.after(Arrays.copyOf(ids, 10));
    double first = place.logProbability(5);
    assertEquals(first, contexts.after(Arrays.copyOf(ids, 10)).logProbability(5));
    assertEquals(first, contexts.after(Arrays.copyOf(ids, 9)).then(ids[9]).logProbability(5));
    assertEquals(1, model.distributions.get());
  }

  @Test
  void withoutRoomItIsOnlySlower() {
    CachedContexts none = new CachedContexts(model, 0, 0);
    for (int length = 1; length < 100; length += 7) {
      double expected = contexts.after(Arrays.copyOf(ids, length)).logProbability(7);
      assertEquals(expected, none.after(Arrays.copyOf(ids, length)).logProbability(7));
    }
  }

  @Test
  void keysTellOrderAndLengthApart() {
    Set<PrefixKey> keys = new HashSet<>();
    for (int a = 0; a < 60; a++) {
      for (int b = 0; b < 60; b++) {
        keys.add(PrefixKey.EMPTY.then(a).then(b));
        keys.add(PrefixKey.EMPTY.then(a).then(b).then(0));
      }
    }
    assertEquals(2 * 60 * 60, keys.size());
    PrefixKey one = PrefixKey.EMPTY.then(1).then(2);
    assertNotEquals(one.first(), PrefixKey.EMPTY.then(2).then(1).first());
    assertNotEquals(one.second(), PrefixKey.EMPTY.then(2).then(1).second());
  }
}
