package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.search.suggest.Lookup.LookupResult;
import org.apache.lucene.search.suggest.analyzing.FreeTextSuggester;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside Lucene's suggester on the same file: the slow way to the same scores. */
class NGramModelTest {
  private static final Vocabulary VOCABULARY = SmallCorpus.VOCABULARY;
  private static final double SAME = 1e-12;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 100000", "2, 100000", "3, 100000", "3, 700", "3, 300"})
  void everyScoreIsLucenes(int grams, int maximumNGrams) throws IOException {
    NGramOptions options = new NGramOptions(grams, maximumNGrams);
    NGramColumn.train(SmallCorpus.IDS.stream(), VOCABULARY, folder, options, tokens -> {});
    FreeTextSuggester lucene = NGramFileTest.loadedByLucene(folder, grams);
    NGramModel model = new NGramModel(NGramFile.load(folder, VOCABULARY), VOCABULARY);
    Random random = new Random(grams + maximumNGrams);
    for (int trial = 0; trial < 300; trial++) {
      int[] ids = context(random, trial);
      Context place = model.after(ids);
      String letters = letters(random, grams == 1);
      int[] words =
          IntStream.range(0, VOCABULARY.size())
              .filter(id -> VOCABULARY.word(id).startsWith(letters))
              .filter(id -> random.nextInt(10) > 0)
              .toArray();
      Map<Integer, Double> expected = new TreeMap<>(scores(lucene, ids, letters));
      expected.keySet().retainAll(IntStream.of(words).boxed().toList());
      Choice choice = new Choice(words);
      int k = 1 + random.nextInt(20);
      check(expected, place, choice, k);
    }
  }

  private static void check(Map<Integer, Double> expected, Context place, Choice choice, int k) {
    List<Candidate> sorted = new ArrayList<>();
    expected.forEach((id, score) -> sorted.add(new Candidate(id, score)));
    // Quotients that are equal may differ in their last bit: to the 12th digit they do not.
    sorted.sort(
        Comparator.comparingDouble((Candidate word) -> -(float) word.probability())
            .thenComparingInt(Candidate::id));
    List<Candidate> best = place.best(choice, k);
    assertEquals(Math.min(k, sorted.size()), best.size());
    for (int rank = 0; rank < best.size(); rank++) {
      assertEquals(sorted.get(rank).id(), best.get(rank).id());
      assertEquals(sorted.get(rank).probability(), best.get(rank).probability(), SAME);
    }
    double total = expected.values().stream().mapToDouble(score -> score).sum();
    assertEquals(total, place.total(choice), SAME);
    expected.forEach((id, score) -> assertEquals(score, Math.exp(place.logProbability(id)), SAME));
  }

  /** All words that begin with these letters. Without letters Lucene leaves some out. */
  private static Map<Integer, Double> scores(FreeTextSuggester lucene, int[] ids, String letters)
      throws IOException {
    Map<Integer, Double> scores = new TreeMap<>();
    List<String> beginnings =
        letters.isEmpty()
            ? IntStream.range(0, VOCABULARY.size())
                .mapToObj(id -> VOCABULARY.word(id).substring(0, 1))
                .distinct()
                .toList()
            : List.of(letters);
    StringBuilder context = new StringBuilder();
    for (int i = Math.max(0, ids.length - 2); i < ids.length; i++) {
      context.append(VOCABULARY.word(ids[i])).append(' ');
    }
    for (String beginning : beginnings) {
      for (LookupResult result : lucene.lookup(context + beginning, VOCABULARY.size())) {
        String ngram = result.key.toString();
        String word = ngram.substring(ngram.lastIndexOf(FreeTextSuggester.DEFAULT_SEPARATOR) + 1);
        scores.put(VOCABULARY.id(word), result.value / (double) Long.MAX_VALUE);
      }
    }
    return scores;
  }

  private static int[] context(Random random, int trial) {
    int[] document = SmallCorpus.IDS.get(random.nextInt(SmallCorpus.IDS.size()));
    int[] ids = IntStream.of(document).limit(1 + random.nextInt(document.length)).toArray();
    if (trial % 3 == 0 && ids.length > 1) { // most likely never seen together
      ids[ids.length - 1 - trial % 2] = random.nextInt(VOCABULARY.size());
    }
    return ids;
  }

  private static String letters(Random random, boolean some) {
    String word = VOCABULARY.word(random.nextInt(VOCABULARY.size()));
    return word.substring(0, Math.min(word.length(), random.nextInt(3) + (some ? 1 : 0)));
  }
}
