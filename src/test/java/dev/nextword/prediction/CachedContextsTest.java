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

  /** Texts that grow, shrink and change, against a reading from the beginning. */
  @Test
  void whateverIsCachedThePlaceIsTheSame() {
    Random random = new Random(9);
    int[] text = ids.clone();
    for (int round = 0; round < 200; round++) {
      int length = 1 + random.nextInt(text.length);
      text[random.nextInt(text.length)] = random.nextInt(SmallCorpus.VOCABULARY.size());
      int[] typed = Arrays.copyOf(text, length);
      Context expected = new ModelContext(model, model.start());
      for (int i = 1; i < length; i++) {
        expected = expected.then(typed[i]);
      }
      assertEquals(expected.logProbability(5), contexts.after(typed).logProbability(5));
    }
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
  void aKeyDependsOnWhatIsReadAndNotOnHowManyAtOnce() {
    PrefixKey key = PrefixKey.EMPTY;
    for (int i = 1; i < 100; i++) {
      key = key.then(ids[i]);
      assertEquals(key, PrefixKey.EMPTY.then(ids, 1, i + 1));
    }
    Set<PrefixKey> ofTexts = new HashSet<>();
    String text = "aaaaaaaaabaaaa\0\0\0";
    for (int from = 0; from < text.length(); from++) {
      for (int to = from; to <= text.length(); to++) {
        ofTexts.add(PrefixKey.EMPTY.then(text, from, to));
      }
    }
    Set<String> texts = new HashSet<>();
    for (int from = 0; from < text.length(); from++) {
      for (int to = from; to <= text.length(); to++) {
        texts.add(text.substring(from, to));
      }
    }
    assertEquals(texts.size(), ofTexts.size());
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
