package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.vocabulary.Reading;
import dev.nextword.vocabulary.Typed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypedTextsTest {
  private final TypedTexts texts = TypedTexts.of(SmallCorpus.ENCODER);

  @Test
  void aLongTextIsReadAsIfAsAWhole() {
    Random random = new Random(6);
    for (String between : List.of(" ", "\n", "\n\n", " \"", " Mr. ", "... ")) {
      List<String> parts = new ArrayList<>(SmallCorpus.DOCUMENTS);
      Collections.shuffle(parts, random);
      String text = String.join(between, parts);
      for (int end = 0; end <= text.length(); end += 1 + random.nextInt(120)) {
        String typed = text.substring(0, end);
        assertSameReading(SmallCorpus.ENCODER.typed(typed), texts.read(typed).typed(), typed);
      }
    }
  }

  @Test
  void textWithoutSentencesIsReadToo() {
    for (String part : List.of("the table ", "\" a", "? ", " ", "\ud83d\ude00 ")) {
      String text = part.repeat(10_000 / part.length());
      for (int end = 0; end <= text.length(); end += 1_997) {
        Typed typed = texts.read(text.substring(0, end)).typed();
        assertTrue(typed.readings().size() > 0);
        assertEquals(2, typed.context()[0], "begins with <eos>");
      }
    }
  }

  @Test
  void columnsWithOneEncoderShareWhatHasBeenRead() {
    assertSame(texts, TypedTexts.of(SmallCorpus.ENCODER));
    assertSame(texts.read("the table"), texts.read("the table"));
  }

  private static void assertSameReading(Typed expected, Typed actual, String text) {
    String end = text.substring(Math.max(0, text.length() - 40));
    assertArrayEquals(expected.context(), actual.context(), end);
    assertEquals(expected.unknown(), actual.unknown(), end);
    assertEquals(expected.readings().size(), actual.readings().size(), end);
    for (int i = 0; i < expected.readings().size(); i++) {
      Reading one = expected.readings().get(i);
      Reading other = actual.readings().get(i);
      assertEquals(one.words(), other.words(), end);
      assertArrayEquals(one.ids(), other.ids(), end);
      assertEquals(one.letters(), other.letters(), end);
      assertEquals(one.sentenceStart(), other.sentenceStart(), end);
      assertEquals(one.before(), other.before(), end);
    }
  }
}
