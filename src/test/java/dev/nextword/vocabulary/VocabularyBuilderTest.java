package dev.nextword.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nextword.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyBuilderTest {
  private final Tokenizer tokenizer = new Tokenizer();

  @Test
  void byFrequencyThenByAlphabet() {
    Vocabulary vocabulary = builder("b b b a a c c d").build(100, 1);
    assertEquals(List.of("b", "a", "c", "d"), words(vocabulary));
    assertEquals(List.of("b", "a"), words(builder("b b b a a c c d").build(5, 1)));
    assertEquals(List.of("b", "a", "c"), words(builder("b b b a a c c d").build(100, 2)));
  }

  @Test
  void everyTokenIsCountedOnce() {
    Vocabulary vocabulary = builder("It is 3. It was 1,000.", "No no!\nYes").build(6, 1);
    assertEquals(List.of(".", "it", "no"), words(vocabulary));
    long total = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      total += id == Vocabulary.END_OF_SENTENCE ? 0 : vocabulary.count(id);
    }
    assertEquals(12, total);
    assertEquals(2, vocabulary.count(Vocabulary.NUMBER));
    assertEquals(4, vocabulary.count(Vocabulary.END_OF_SENTENCE));
    assertEquals(4, vocabulary.count(Vocabulary.UNKNOWN));
  }

  @Test
  void firstWordsAreCountedAsTheyAreWrittenElsewhere() {
    Vocabulary vocabulary =
        builder("The cat saw Tom.", "Tom saw the cat.", "\"Tom!\"", "I ran. I sat.").build(100, 1);
    assertEquals(2, vocabulary.count(vocabulary.id("the")));
    assertEquals(3, vocabulary.count(vocabulary.id("Tom")));
    assertEquals(2, vocabulary.count(vocabulary.id("I")));
    assertEquals(Vocabulary.UNKNOWN, vocabulary.id("The"));
  }

  /** The file of a vocabulary is enough to case a text as it was cased when counted. */
  @Test
  void theCountsOfAVocabularyCaseTheSame() {
    Vocabulary vocabulary =
        builder(
                "Will Smith will go. Will he? Will it? Will, come!",
                "May we? May I in May? You may. May Smith may. In May it rains.")
            .build(100, 1);
    // "will" 1 : "Will" 0 inside, though "Will" is written four times at the front.
    assertEquals("will", vocabulary.truecaser().truecase("Will"));
    assertEquals("may", vocabulary.truecaser().truecase("May"));
    assertEquals("Smith", vocabulary.truecaser().truecase("Smith"));
    assertEquals("never", vocabulary.truecaser().truecase("Never"));
  }

  @Test
  void specialWordsInTheTextAreNotCounted() {
    assertEquals(List.of("a"), words(builder("a <unk> <eos>").build(100, 1)));
  }

  @Test
  void aVocabularyNeedsRoom() {
    assertThrows(IllegalArgumentException.class, () -> builder("a").build(3, 1));
  }

  private VocabularyBuilder builder(String... documents) {
    VocabularyBuilder builder = new VocabularyBuilder(tokenizer);
    List.of(documents).forEach(builder::add);
    return builder;
  }

  private static List<String> words(Vocabulary vocabulary) {
    List<String> words = new ArrayList<>();
    for (int id = Vocabulary.SPECIAL.size(); id < vocabulary.size(); id++) {
      words.add(vocabulary.word(id));
    }
    return words;
  }
}
