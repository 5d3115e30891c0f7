package dev.nextword.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LexerPiecesTest {
  @Test
  void ordinaryTextIsOnePiece() {
    String text = "The kettle sang.\nNobody was at home.\n".repeat(1_000);
    assertEquals(List.of(text.length()), LexerPieces.ends(text));
    assertEquals(List.of(), LexerPieces.ends(""));
  }

  @Test
  void aLongRunIsCutAnywhereButInsideACharacter() {
    assertEquals(List.of(500, 1000, 1001), LexerPieces.ends("x".repeat(1_001)));
    assertEquals(List.of(502, 505), LexerPieces.ends("a " + "x".repeat(503)));
    assertEquals(List.of(501, 505), LexerPieces.ends("x" + "\ud83d\ude00".repeat(252)));
  }

  @Test
  void aLongLineIsCutBetweenWords() {
    String sentence =
        "Call (408) 555-0123 . . . and ask Mr. Bell of the U.S. army for 2 1/2 loaves. ";
    String line = sentence.repeat(300);
    List<Integer> ends = LexerPieces.ends(line);
    assertTrue(ends.size() > 3);
    for (int end : ends.subList(0, ends.size() - 1)) {
      assertTrue(Character.isLetter(line.charAt(end)) && Character.isLetter(line.charAt(end - 2)));
    }
    // The same words as of each sentence alone.
    List<String> once = words(sentence.repeat(2));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      expected.addAll(once);
    }
    assertEquals(expected, words(line));
  }

  @Test
  void anyTextIsCutIntoBoundedPieces() {
    Random random = new Random(5);
    for (int round = 0; round < 30; round++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 20_000) {
        String part = List.of("x", " ", "a ", "1 ", "\ud83d\ude00", "\n").get(random.nextInt(6));
        text.append(part.repeat(random.nextInt(round % 2 == 0 ? 9_000 : 30)));
      }
      int from = 0;
      for (int end : LexerPieces.ends(text.toString())) {
        assertTrue(end > from);
        for (String line : text.substring(from, end).split("\n")) {
          assertTrue(line.length() <= LexerPieces.LONGEST_LINE);
        }
        assertFalse(end < text.length() && Character.isLowSurrogate(text.charAt(end)));
        from = end;
      }
      assertEquals(text.length(), from);
    }
  }

  private static List<String> words(String text) {
    return new Tokenizer().sentences(text).stream().flatMap(s -> s.words().stream()).toList();
  }
}
