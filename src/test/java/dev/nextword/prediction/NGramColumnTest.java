package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NGramColumnTest {
  private static final Vocabulary VOCABULARY = SmallCorpus.VOCABULARY;

  @TempDir Path folder;
  private final List<Long> progress = new ArrayList<>();
  private NGramColumn column;

  @BeforeEach
  void train() throws IOException {
    NGramColumn.train(
        SmallCorpus.IDS.stream(), VOCABULARY, folder, NGramOptions.DEFAULT, progress::add);
    column = NGramColumn.load(folder, SmallCorpus.ENCODER, BlockList.NONE, PhraseOptions.DEFAULT);
  }

  @Test
  void everyWordHasItsStupidBackOffScore() {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    int tokens = 0;
    for (int[] ids : SmallCorpus.IDS) {
      tokens += ids.length;
      for (int start = 0; start < ids.length; start++) {
        for (int end = start + 1; end <= Math.min(ids.length, start + 3); end++) {
          counts.merge(list(Arrays.copyOfRange(ids, start, end)), 1, Integer::sum);
        }
      }
    }
    Choice all = new Choices(VOCABULARY, BlockList.NONE).anywhere();
    Random random = new Random(2);
    for (int trial = 0; trial < 200; trial++) {
      int[] ids = SmallCorpus.IDS.get(random.nextInt(SmallCorpus.IDS.size()));
      int at = 2 + random.nextInt(ids.length - 2);
      // Half of the contexts were never seen together.
      int first = trial % 2 == 0 ? ids[at - 2] : random.nextInt(VOCABULARY.size());
      int second = ids[at - 1];
      Context place = column.start().then(first).then(second);

      Map<Integer, Double> expected = new HashMap<>();
      for (int id : all.ids()) {
        expected.put(id, slowScore(counts, tokens, first, second, id));
      }
      int one = all.ids()[random.nextInt(all.size())];
      if (expected.get(one) > 0) {
        assertEquals(expected.get(one), Math.exp(place.logProbability(one)), 1e-9);
      }
      List<Double> best =
          expected.values().stream().sorted(Comparator.reverseOrder()).limit(20).toList();
      List<Candidate> actual = place.best(all, 20);
      for (int rank = 0; rank < 20; rank++) {
        assertEquals(best.get(rank), actual.get(rank).probability(), 1e-9);
        assertEquals(expected.get(actual.get(rank).id()), actual.get(rank).probability(), 1e-9);
      }
    }
  }

  @Test
  void progressTellsTheTokensRead() {
    assertEquals(SmallCorpus.IDS.size(), progress.size());
    assertEquals(
        SmallCorpus.IDS.stream().mapToLong(ids -> ids.length).sum(),
        progress.get(progress.size() - 1));
  }

  @Test
  void lettersFindWordsOfEitherCase() {
    List<String> words =
        column.complete("I went to fr", 5).suggestions().stream().map(Suggestion::word).toList();
    assertTrue(words.containsAll(List.of("france", "french", "friends")), words.toString());
  }

  /** Brants et al. 2007, equation 5. */
  private static double slowScore(
      Map<List<Integer>, Integer> counts, int tokens, int first, int second, int id) {
    if (counts.containsKey(List.of(first, second, id))) {
      return (double) counts.get(List.of(first, second, id)) / counts.get(List.of(first, second));
    }
    if (counts.containsKey(List.of(second, id))) {
      return 0.4 * counts.get(List.of(second, id)) / counts.get(List.of(second));
    }
    return 0.4 * 0.4 * counts.getOrDefault(List.of(id), 0) / tokens;
  }

  private static List<Integer> list(int[] ids) {
    return IntStream.of(ids).boxed().toList();
  }

  /** Counts of a model and of a text on top: the same file as of both texts at once. */
  @Test
  void goesOnFromTheCountsOfAModel() throws IOException {
    List<int[]> more = SmallCorpus.IDS.subList(3, 9);
    Path both = folder.resolve("both");
    List<int[]> all = new ArrayList<>(SmallCorpus.IDS);
    all.addAll(more);
    all.addAll(more);
    NGramColumn.train(all.stream(), VOCABULARY, both, NGramOptions.DEFAULT, progress::add);
    Path on = folder.resolve("on");
    NGramColumn.train(
        more.stream(), VOCABULARY, on, NGramOptions.DEFAULT, folder, 2, progress::add);
    assertArrayEquals(
        Files.readAllBytes(both.resolve(NGramColumn.FILE)),
        Files.readAllBytes(on.resolve(NGramColumn.FILE)));
  }
}
