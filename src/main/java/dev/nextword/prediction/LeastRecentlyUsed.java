package dev.nextword.prediction;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache bounded by bytes that forgets first what was used least recently. Safe for use by many
 * threads.
 *
 * <p>A prefix is asked for on every key for some seconds and then never again, so that recency is
 * all that counts. A cache that prefers what was used often (Caffeine's) keeps the places where
 * everybody has been instead; with 32 people at once it made every second key compute anew what had
 * been there.
 */
final class LeastRecentlyUsed<V> {
  private final Map<PrefixKey, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private final ToIntFunction<V> size;
  private final long mostBytes;
  private long bytes;

  /**
   * @param mostBytes sizes of all values together; with 0 nothing is kept
   * @param size of one value with what it takes to keep it, in bytes; always the same for one value
   */
  LeastRecentlyUsed(long mostBytes, ToIntFunction<V> size) {
    this.mostBytes = mostBytes;
    this.size = size;
  }

  synchronized @Nullable V get(PrefixKey key) {
    return values.get(key);
  }

  synchronized void put(PrefixKey key, V value) {
    V before = values.put(key, value);
    bytes += size.applyAsInt(value) - (before == null ? 0 : size.applyAsInt(before));
    for (Iterator<V> oldest = values.values().iterator(); bytes > mostBytes; oldest.remove()) {
      bytes -= size.applyAsInt(oldest.next());
    }
  }

  /** What is known, or what is computed now; two threads at once may both compute it. */
  V get(PrefixKey key, Supplier<V> compute) {
    V known = get(key);
    if (known == null) {
      known = compute.get();
      put(key, known);
    }
    return known;
  }
}
