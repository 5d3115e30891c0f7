package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final int TRIALS = 300;

  private final Random random = new Random(7);

  private List<Document> documents(int count) {
    return Stream.generate(() -> new Document("", "word " + random.nextLong()))
        .limit(count)
        .toList();
  }

  private static Map<Split, List<Document>> byPart(List<Document> documents) {
    Parts parts = Parts.of(documents.stream());
    Map<Split, List<Document>> result = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      result.put(split, documents.stream().filter(d -> parts.of(d) == split).toList());
    }
    return result;
  }

  @Test
  void threeDocumentsAreEnoughForThreeParts() {
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Document> documents = documents(3 + random.nextInt(60));
      byPart(documents)
          .forEach((split, of) -> assertTrue(!of.isEmpty(), documents.size() + ": " + split));
    }
  }

  @Test
  void whereNoPartIsEmptyTheHashAloneDecides() {
    List<Document> documents = documents(2_000);
    Parts parts = Parts.of(documents.stream());
    documents.forEach(d -> assertEquals(Split.of(d.text()), parts.of(d)));
  }

  @Test
  void thePartsAreTheSameInAnyOrder() {
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Document> documents = new ArrayList<>(documents(3 + random.nextInt(30)));
      Map<Split, List<Document>> first = byPart(documents);
      Collections.shuffle(documents, random);
      Map<Split, List<Document>> second = byPart(documents);
      for (Split split : Split.values()) {
        assertEquals(new HashSet<>(first.get(split)), new HashSet<>(second.get(split)));
      }
    }
  }

  @Test
  void anEmptyPartGetsOneInTwentyWithTheSmallestHashes() {
    List<Document> training =
        Stream.generate(() -> documents(1).get(0))
            .filter(d -> Split.of(d.text()) == Split.TRAIN)
            .limit(100)
            .toList();
    List<Document> sorted =
        training.stream().sorted(Comparator.comparing(d -> Split.hash(d.text()))).toList();
    Map<Split, List<Document>> parts = byPart(sorted);
    assertEquals(sorted.subList(0, 5), parts.get(Split.VALID));
    assertEquals(sorted.subList(5, 10), parts.get(Split.TEST));
    assertEquals(sorted.subList(10, 100), parts.get(Split.TRAIN));
  }

  @Test
  void twoDocumentsStayWhereTheyAre() {
    List<Document> two = documents(2);
    Parts parts = Parts.of(Stream.concat(two.stream(), two.stream())); // twice is no other one
    two.forEach(d -> assertEquals(Split.of(d.text()), parts.of(d)));
  }
}
