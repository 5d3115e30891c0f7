package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.search.suggest.InputIterator;
import org.apache.lucene.search.suggest.analyzing.FreeTextSuggester;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NGramFileTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of("<unk>", "<num>", "<eos>", "the", "a", "they", "then", "cat", "car", "ran", "."));
  private static final List<String> KEYS =
      List.of("the ", "the c", "cat ran ", "a car r", "<eos> th", "t", "they zz", ". <eos> ");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void withNothingLeftOutLucenesOwnTrainingGivesTheSameAnswers(int grams) throws IOException {
    List<int[]> documents = documents(7);
    FreeTextSuggester oracle = builtByLucene(documents, grams);
    write(documents, new NGramOptions(grams, 1_000_000));
    NGramTable table = NGramFile.load(folder, VOCABULARY);
    assertEquals(grams, table.grams());
    assertEquals(documents.stream().mapToLong(ids -> ids.length).sum(), table.tokens());
    FreeTextSuggester loaded = loadedByLucene(folder, grams);
    for (String key : KEYS) {
      assertEquals(oracle.lookup(key, 20).toString(), loaded.lookup(key, 20).toString(), key);
    }
  }

  @Test
  void leavesOutTheRarestWhenThereAreTooMany() throws IOException {
    List<int[]> documents = documents(8);
    write(documents, new NGramOptions(3, 1_000_000));
    long whole = Files.size(folder.resolve(NGramFile.NAME));
    write(documents, new NGramOptions(3, 300));
    assertTrue(Files.size(folder.resolve(NGramFile.NAME)) < whole / 2);
    for (String key : KEYS) { // every context must still be found: no error, and never no answer
      boolean nothingFits = key.endsWith("zz");
      assertEquals(nothingFits, loadedByLucene(folder, 3).lookup(key, 5).isEmpty(), key);
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    IOException missing = assertThrows(IOException.class, () -> NGramFile.load(folder, VOCABULARY));
    assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
    write(documents(9), NGramOptions.DEFAULT);
    Path file = folder.resolve(NGramFile.NAME);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, trial % 2 == 0 ? bad : Arrays.copyOf(good, random.nextInt(good.length)));
      IOException damaged =
          assertThrows(IOException.class, () -> NGramFile.load(folder, VOCABULARY));
      assertTrue(damaged.getMessage().contains(file.toString()), damaged.getMessage());
    }
  }

  @Test
  void aFileOfAnotherVocabularyIsNamed() throws IOException {
    write(documents(9), NGramOptions.DEFAULT);
    Vocabulary other = new Vocabulary(List.of("<unk>", "<num>", "<eos>", "the", "dog"));
    IOException wrong = assertThrows(IOException.class, () -> NGramFile.load(folder, other));
    assertTrue(wrong.getMessage().contains(NGramFile.NAME), wrong.getMessage());
  }

  @Test
  void leavesNoTemporaryFileBehind() throws IOException {
    write(documents(10), NGramOptions.DEFAULT);
    write(documents(10), NGramOptions.DEFAULT);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve(NGramFile.NAME)), files.toList());
    }
  }

  @Test
  void withoutTextThereIsNothingToLearn() {
    assertThrows(IllegalArgumentException.class, () -> write(List.of(), NGramOptions.DEFAULT));
    assertFalse(Files.exists(folder.resolve(NGramFile.NAME)));
  }

  private void write(List<int[]> documents, NGramOptions options) throws IOException {
    try (NGramCounts counts = new NGramCounts(VOCABULARY, options.grams(), 1_000)) {
      for (int[] ids : documents) {
        counts.add(ids);
      }
      NGramFile.write(folder, counts, VOCABULARY, options);
    }
  }

  private static List<int[]> documents(int seed) {
    Random random = new Random(seed);
    List<int[]> documents = new ArrayList<>();
    for (int document = 0; document < 100; document++) {
      int[] ids = new int[3 + random.nextInt(40)];
      // Products of two make some words frequent and some rare.
      Arrays.setAll(ids, at -> (int) (random.nextDouble() * random.nextDouble() * 11));
      documents.add(ids);
    }
    return documents;
  }

  /** As any program with Lucene would. */
  static FreeTextSuggester loadedByLucene(Path folder, int grams) throws IOException {
    WhitespaceAnalyzer words = new WhitespaceAnalyzer();
    FreeTextSuggester suggester = new FreeTextSuggester(words, words, grams);
    try (Directory directory = new NIOFSDirectory(folder);
        IndexInput in = directory.openInput(NGramFile.NAME, IOContext.READONCE)) {
      suggester.load(in);
    }
    return suggester;
  }

  private static FreeTextSuggester builtByLucene(List<int[]> documents, int grams)
      throws IOException {
    WhitespaceAnalyzer words = new WhitespaceAnalyzer();
    FreeTextSuggester suggester = new FreeTextSuggester(words, words, grams);
    suggester.build(
        new InputIterator.InputIteratorWrapper(
            new BytesRefIterator() {
              private int next;

              @Override
              public @Nullable BytesRef next() {
                return next == documents.size()
                    ? null
                    : new BytesRef(
                        Arrays.stream(documents.get(next++))
                            .mapToObj(VOCABULARY::word)
                            .collect(Collectors.joining(" ")));
              }
            }));
    return suggester;
  }
}
