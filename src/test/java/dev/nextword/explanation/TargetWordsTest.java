package dev.nextword.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.SmallCorpus;
import dev.nextword.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetWordsTest {
  private static final Vocabulary WORDS = SmallCorpus.VOCABULARY;
  private final TargetWords targets = new TargetWords(WORDS);

  @ParameterizedTest
  @CsvSource({
    "French, French",
    "french, French",
    "FRENCH, French",
    "' table ', table",
    "Table, table",
    "'n''t', 'n''t'",
    "'.', '.'"
  })
  void findsAWordInAnyCase(String target, String word) {
    assertEquals(word, WORDS.word(targets.id(target)));
  }

  @Test
  void aNumberIsReadAsEveryNumber() {
    assertEquals(Vocabulary.NUMBER, targets.id("1,234"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Frensh", "tabel", "zzzzzzzz", "<unk>", "<eos>", "👩‍👩‍👧", "שלום", "-"})
  void whatItDoesNotKnowIsRefusedAndNotRepeated(String target) {
    String message = message(target);
    assertTrue(message.startsWith("The target is "), message);
    assertFalse(message.contains(target + " ") || message.contains(target + ","), message);
  }

  @Test
  void nearWordsAreNamed() {
    assertTrue(message("Frensh").contains("near it are French"), message("Frensh"));
    assertEquals("table", targets.nearest("tabel").get(0));
    assertEquals(List.of(), targets.nearest("x".repeat(500)));
  }

  @Test
  void severalTokensAreRefusedWithTheFirst() {
    assertTrue(message("don't").contains("such as do"), message("don't"));
    assertTrue(message("New York City").contains("3 tokens"), message("New York City"));
  }

  private String message(String target) {
    return String.valueOf(
        assertThrows(UnknownTargetException.class, () -> targets.id(target)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "a, a, 0", "'', abc, 3", "flaw, lawn, 2"})
  void distances(String a, String b, int distance) {
    assertEquals(distance, TargetWords.distance(a, b));
    assertEquals(distance, TargetWords.distance(b, a));
  }
}
