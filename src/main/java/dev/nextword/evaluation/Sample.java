package dev.nextword.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Draws documents from a stream up to a total size, in memory for that size alone.
 *
 * <p>Documents are ordered by a hash of their content and a seed, and taken from the front of that
 * order until the size is reached: which ones are drawn does not depend on how the text is ordered
 * or read.
 */
final class Sample {
  private record Drawn<T>(long hash, T document, long size) {}

  private Sample() {}

  /**
   * @param hash of a document's content and the seed
   * @return the documents drawn, together at least as large as {@code maximum} where there is so
   *     much, and with the last one left out smaller
   */
  static <T> List<T> draw(
      Stream<T> documents, ToLongFunction<T> hash, ToLongFunction<T> size, long maximum) {
    Comparator<Drawn<T>> byHash = Comparator.comparingLong(Drawn::hash);
    PriorityQueue<Drawn<T>> kept = new PriorityQueue<>(byHash.reversed());
    long[] total = new long[1];
    documents
        .sequential()
        .forEach(
            document -> {
              Drawn<T> drawn =
                  new Drawn<>(hash.applyAsLong(document), document, size.applyAsLong(document));
              kept.add(drawn);
              total[0] += drawn.size();
              while (total[0] - kept.element().size() >= maximum) {
                total[0] -= kept.remove().size();
              }
            });
    List<Drawn<T>> sorted = new ArrayList<>(kept);
    sorted.sort(byHash);
    return sorted.stream().map(Drawn::document).toList();
  }

  /** One round of a hash over numbers: the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  static long mix(long hash, long value) {
    long z = hash + 0x9e3779b97f4a7c15L * (value + 1);
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
