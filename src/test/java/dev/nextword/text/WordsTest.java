package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void countsRunsWithoutWhiteSpace() {
    assertEquals(0, Words.count("  "));
    assertEquals(3, Words.count(" one  two,\tthree. "));
  }

  @Test
  void wordsAreFoundAsTheTokenizerSplitsThem() {
    assertEquals(
        List.of("france", "had", "i", "french", "speaking"),
        Words.normalised("France's hadn't I'm “French-speaking”."));
    assertEquals(List.of("o", "clock"), Words.normalised("O'Clock"));
  }
}
