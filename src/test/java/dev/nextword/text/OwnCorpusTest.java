package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text that the project ships: {@code corpus/sample} and the list of blocked words. */
class OwnCorpusTest {
  private static final Path SAMPLE = Path.of("corpus/sample");

  private static List<Document> documents(String file) {
    try (Stream<Document> documents = Corpora.open(SAMPLE.resolve(file)).documents()) {
      return documents.toList();
    }
  }

  @Test
  void thereIsEnoughToTrainOn() {
    int words = 0;
    Set<Split> splits = new HashSet<>();
    try (Stream<Document> documents = Corpora.open(SAMPLE).documents()) {
      for (Document document : documents.toList()) {
        words += Words.count(document.text());
        splits.add(Split.of(document.text()));
      }
    }
    assertTrue(words > 20_000, words + " words");
    assertEquals(Set.of(Split.values()), splits);
  }

  @Test
  void eachFileIsReadInItsLayout() {
    assertTrue(documents("everyday.txt").size() > 750);
    assertEquals(50, documents("dialogues.txt").size());
    assertEquals(5, documents("the-clockmaker.txt").size());
    assertEquals(3, documents("the-island-post.txt").size());
    assertEquals(3, documents("letters.txt").size());
    assertEquals(8, documents("small-stories.txt").size());
    assertTrue(documents("the-clockmaker.txt").get(0).text().startsWith("When Marta"));
    assertTrue(documents("small-stories.txt").get(0).text().startsWith("The last bus"));
  }

  @Test
  void noSentenceStandsTwice() throws IOException {
    for (String file : List.of("everyday.txt", "notes-and-messages.txt")) {
      Set<String> seen = new HashSet<>();
      for (String line : Files.readAllLines(SAMPLE.resolve(file))) {
        assertTrue(seen.add(line), line);
        assertTrue(Fillers.isWellFormed(line), line);
      }
    }
  }

  /** {@code woven.txt} is what the generator makes of the everyday sentences. */
  @Test
  void theWovenSampleIsUpToDate() throws IOException {
    Weaver weaver = Weaver.load(Path.of("corpus/templates"), new Tokenizer()::wordStarts);
    List<String> sentences =
        Files.readAllLines(SAMPLE.resolve("everyday.txt")).stream()
            .filter(sentence -> Split.of(sentence) == Split.TRAIN)
            .toList();
    String woven =
        weaver
            .passages(
                new SplittableRandom(1),
                List.of(Kind.PLACE_LANGUAGE, Kind.TENSE),
                20,
                false,
                weaver.fillers(sentences, false))
            .limit(400)
            .map(passage -> passage.text() + "\n")
            .collect(Collectors.joining());
    Path file = SAMPLE.resolve("woven.txt");
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, woven);
    }
    assertEquals(woven, Files.readString(file), "write it anew with -Dupdate=true");
    assertEquals(400, documents("woven.txt").size());
  }

  @Test
  void theBlockListIsSound() throws IOException {
    List<String> words =
        Files.readAllLines(Path.of("corpus/blocklist.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertTrue(words.size() > 400);
    assertEquals(words.size(), new HashSet<>(words).size());
    for (String word : words) {
      assertTrue(word.matches("[a-z]+(-[a-z]+)*"), word);
    }
    Set<String> blocked = new HashSet<>(words);
    try (Stream<Path> files = Files.walk(Path.of("corpus"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*(sample|templates)/.*\\.txt")).toList()) {
        for (String word : Words.normalised(Files.readString(file).toLowerCase(Locale.ROOT))) {
          assertFalse(blocked.contains(word), word + " in " + file);
        }
      }
    }
  }
}
