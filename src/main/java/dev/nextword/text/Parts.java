package dev.nextword.text;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which part each document of one text belongs to: the one that {@link Split#of} says. Where that
 * leaves a part empty, as with a single novel it may, the largest part gives it one document in
 * twenty, at least one: those with the smallest hashes. So whoever reads the same text finds the
 * same parts, whatever the order of its files.
 */
final class Parts {
  private static final int ONE_IN = 20;

  private final Map<Long, Split> moved;

  private Parts(Map<Long, Split> moved) {
    this.moved = moved;
  }

  /**
   * Of a text with these documents. Reads no further than until every part has one; with fewer than
   * three different documents a part stays empty.
   */
  static Parts of(Stream<Document> documents) {
    Map<Split, TreeSet<Long>> hashes = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      hashes.put(split, new TreeSet<>());
    }
    Iterator<Document> rest = documents.iterator();
    while (rest.hasNext()) {
      long hash = Split.hash(rest.next().text());
      hashes.get(Split.ofHash(hash)).add(hash);
      if (hashes.values().stream().noneMatch(TreeSet::isEmpty)) {
        return new Parts(Map.of());
      }
    }
    return new Parts(moves(hashes));
  }

  private static Map<Long, Split> moves(Map<Split, TreeSet<Long>> hashes) {
    Map<Long, Split> moved = new HashMap<>();
    int all = hashes.values().stream().mapToInt(TreeSet::size).sum();
    if (all < Split.values().length) {
      return moved;
    }
    for (Map.Entry<Split, TreeSet<Long>> part : hashes.entrySet()) {
      if (part.getValue().isEmpty()) {
        TreeSet<Long> largest =
            hashes.values().stream().max(Comparator.comparingInt(TreeSet::size)).orElseThrow();
        for (int i = 0; i < Math.max(1, all / ONE_IN); i++) {
          long hash = largest.pollFirst();
          part.getValue().add(hash);
          moved.put(hash, part.getKey());
        }
      }
    }
    return moved;
  }

  /** The part of one of the documents. */
  Split of(Document document) {
    long hash = Split.hash(document.text());
    return moved.getOrDefault(hash, Split.ofHash(hash));
  }
}
