package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models that find every word equally likely have their number of words as perplexity. */
class SharedWordsTest {
  private static final Tokenizer TOKENIZER = new Tokenizer();
  private final Vocabulary few = words("the", "cat", ".");
  private final Vocabulary many = words("the", "cat", ".", "parrot", "sang", "dog");

  private static Vocabulary words(String... words) {
    return new Vocabulary(Stream.concat(Vocabulary.SPECIAL.stream(), Stream.of(words)).toList());
  }

  private SharedWords of(long maximum, String... texts) {
    return SharedWords.of(
        new UniformModel(few),
        new TextEncoder(few, TOKENIZER),
        new UniformModel(many),
        new TextEncoder(many, TOKENIZER),
        Stream.of(texts),
        maximum);
  }

  @Test
  void onlyTokensThatBothKnowCount() {
    // the cat . <eos> / the . <eos>; parrot and sang are unknown to the first
    SharedWords shared = of(1_000, "the cat.", "the parrot sang.");
    assertEquals(7, shared.tokens());
    assertEquals(few.size(), shared.first(), 1e-3);
    assertEquals(many.size(), shared.second(), 1e-3);
  }

  @Test
  void readsNoFurtherThanAsked() {
    assertEquals(2, of(2, "the cat.", "the cat.").tokens());
  }

  @Test
  void withoutASharedWordThereIsNothingToCompare() {
    assertThrows(IllegalArgumentException.class, () -> of(1, "parrot"));
  }
}
