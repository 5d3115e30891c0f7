package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NGramCountsTest {
  // Not in byte order, with a word that begins another and letters of two, three and four bytes.
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of("<unk>", "<num>", "<eos>", "the", "a", "an", "é", "猫", "😀", "Zoo", "!", "n't"));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void countsAsAMapDoesInByteOrderThoughEveryFewNGramsGoToDisk(int order) throws IOException {
    Random random = new Random(order);
    Map<BytesRef, Integer> expected = new TreeMap<>();
    Map<BytesRef, Integer> actual = new TreeMap<>();
    List<BytesRef> sequence = new ArrayList<>();
    try (NGramCounts counts = new NGramCounts(VOCABULARY, order, 50)) {
      for (int document = 0; document < 40; document++) {
        int[] ids = random.ints(random.nextInt(30), 0, VOCABULARY.size()).toArray();
        counts.add(ids);
        for (int length = 1; length <= order; length++) {
          for (int end = length; end <= ids.length; end++) {
            expected.merge(bytes(Arrays.copyOfRange(ids, end - length, end)), 1, Integer::sum);
          }
        }
      }
      counts.forEach(
          (ngram, count) -> {
            int[] ids = new int[NGramCounts.length(ngram)];
            Arrays.setAll(ids, place -> counts.word(ngram, place));
            actual.put(bytes(ids), count);
            sequence.add(bytes(ids));
          });
    }
    assertEquals(expected, actual);
    assertEquals(List.copyOf(expected.keySet()), sequence, "the FST compiler wants sorted n-grams");
  }

  @Test
  void refusesOrdersThatDoNotFitIntoALong() {
    assertThrows(IllegalArgumentException.class, () -> new NGramCounts(VOCABULARY, 4));
    assertThrows(IllegalArgumentException.class, () -> new NGramCounts(VOCABULARY, 0));
  }

  private static BytesRef bytes(int[] ids) {
    return new BytesRef(
        String.join("\u001e", Arrays.stream(ids).mapToObj(VOCABULARY::word).toList()));
  }
}
