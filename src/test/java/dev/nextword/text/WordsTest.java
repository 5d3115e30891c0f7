package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void countsRunsWithoutWhiteSpace() {
    assertEquals(0, Words.count("  "));
    assertEquals(3, Words.count(" one  two,\tthree. "));
  }

  @Test
  void aClauseOfFourWordsMayGoOnAfterAComma() {
    assertTrue(Words.endsPlainly("The dog slept well."));
    assertTrue(Words.endsPlainly("Really. The dog slept well."));
    assertFalse(Words.endsPlainly("The dog slept well! Come in."));
    assertFalse(Words.endsPlainly("It was the dog slept..."));
    assertFalse(Words.endsPlainly("Where is my old dog?"));
    assertFalse(Words.endsPlainly(""));
  }

  @Test
  void aCapitalInsideIsAName() {
    assertTrue(Words.holdsCapital("Yesterday Tom was late."));
    assertTrue(Words.holdsCapital("\"Oh,\" said Tom."));
    assertFalse(Words.holdsCapital("Nobody knows what I saw."));
    assertFalse(Words.holdsCapital("\"It's late,\" I said."));
  }

  @Test
  void wordsAreFoundAsTheTokenizerSplitsThem() {
    assertEquals(
        List.of("france", "had", "i", "french", "speaking"),
        Words.normalised("France's hadn't I'm “French-speaking”."));
    assertEquals(List.of("o", "clock"), Words.normalised("O'Clock"));
  }
}
