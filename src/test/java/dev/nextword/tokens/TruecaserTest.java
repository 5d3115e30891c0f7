package dev.nextword.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TruecaserTest {
  private final Truecaser truecaser =
      new Truecaser(
          word ->
              Map.of("the", 90L, "The", 3L, "Tom", 5L, "Will", 2L, "will", 2L)
                  .getOrDefault(word, 0L));

  @Test
  void theFormSeenMoreOftenIsPreferred() {
    assertEquals("the", truecaser.truecase("The"));
    assertEquals("Tom", truecaser.truecase("Tom"));
    assertEquals("will", truecaser.truecase("Will"));
    assertEquals("unseen", truecaser.truecase("Unseen"));
  }

  @Test
  void onlyACapitalWithSmallLettersIsTouched() {
    for (String word : new String[] {"I", "NASA", "McDonald", "U.S.", "the", "3rd", "\"", ""}) {
      assertEquals(word, truecaser.truecase(word));
    }
    assertEquals("a", truecaser.truecase("A"));
    assertTrue(Truecaser.isCapitalised("O'clock"));
    assertFalse(Truecaser.isCapitalised("I"));
  }

  @Test
  void theFirstWordStandsBehindQuotesAndBrackets() {
    Tokenizer tokenizer = new Tokenizer();
    assertEquals(2, Truecaser.firstWord(tokenizer.sentences("(\"The").get(0).tokens()));
    assertEquals(1, Truecaser.firstWord(tokenizer.sentences("--").get(0).tokens()));
  }

  @Test
  void capitals() {
    assertEquals("The", Truecaser.capitalise("the"));
    assertEquals("École", Truecaser.capitalise("école"));
    assertEquals("'Tis", Truecaser.capitalise("'tis"));
    assertEquals("", Truecaser.capitalise(""));
  }
}
