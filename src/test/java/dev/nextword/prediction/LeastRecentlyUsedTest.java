package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastRecentlyUsedTest {
  private static final int MOST = 40;

  /** Values are their own sizes. */
  private final LeastRecentlyUsed<Integer> cache = new LeastRecentlyUsed<>(MOST, size -> size);

  private record Entry(int key, int value) {}

  @Test
  void keepsWhatASlowListKeeps() {
    List<Entry> oracle = new ArrayList<>(); // the last one used is last
    Random random = new Random(3);
    for (int step = 0; step < 5_000; step++) {
      int key = random.nextInt(12);
      Entry known = oracle.stream().filter(e -> e.key == key).findFirst().orElse(null);
      if (random.nextBoolean()) {
        assertEquals(known == null ? null : known.value, cache.get(key(key)));
      } else {
        oracle.remove(known);
        known = new Entry(key, 1 + random.nextInt(15));
        cache.put(key(key), known.value);
      }
      if (known != null) {
        oracle.remove(known);
        oracle.add(known);
      }
      while (oracle.stream().mapToInt(Entry::value).sum() > MOST) {
        oracle.remove(0);
      }
    }
    assertTrue(oracle.size() > 2);
  }

  @Test
  void computesOnlyWhatIsNotThere() {
    assertEquals(7, cache.get(key(1), () -> 7));
    assertEquals(7, cache.get(key(1), () -> 8));
  }

  @Test
  void whatIsLargerThanTheWholeIsNotKept() {
    cache.put(key(1), 1);
    cache.put(key(2), MOST + 1);
    assertNull(cache.get(key(1)));
    assertNull(cache.get(key(2)));
  }

  private static PrefixKey key(int number) {
    return PrefixKey.EMPTY.then(number);
  }
}
