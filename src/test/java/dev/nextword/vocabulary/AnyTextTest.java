package dev.nextword.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.Mutations;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds of the tokenizer and of reading at the caret for any bytes. {@link #check} is also
 * what {@code mvn -Pfuzz test} searches for counterexamples to.
 */
public class AnyTextTest {
  private static final List<String> SEEDS =
      List.of(
          "",
          "I don't know. \"Go!\" she said -- 'tis 11:30 ...",
          "Mr. Bell of the U.S. army (408-555-0123) paid $5.50 (50%) for 2 1/2.\r\n\tHe left",
          "\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627 \ud83d\udc69\u200d\ud83d\udc67 e\u0301\u0301 \u2028x\u2029y\u00a0z\ufeff",
          "<a href=\"http://a.b/c?d=e&f\">x</a> <!-- y --> a@b.co #tag @name :-) \u2019\u201cq\u201d",
          "\u0000\u0001\u001f\u007f\u0085 \ufffe\uffff",
          "<unk> <num> <eos> ` `` '' ' n't 's");

  private static final TextEncoder ENCODER =
      new TextEncoder(
          TextEncoderTest.vocabulary("I do n't know . , 's the ` '' ``"), new Tokenizer());

  /** Fails, or throws, where something does not hold. */
  public static void check(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Tokenizer tokenizer = new Tokenizer();
    int last = 0;
    int words = 0;
    for (Sentence sentence : tokenizer.sentences(text)) {
      assertTrue(!sentence.tokens().isEmpty(), "a sentence has a token");
      for (Token token : sentence.tokens()) {
        assertTrue(token.start() >= last, "tokens in their order");
        assertTrue(token.end() > token.start() && token.end() <= text.length(), "in the text");
        assertTrue(!token.text().isEmpty(), "not empty");
        last = token.start();
        words++;
      }
    }
    assertTrue(tokenizer.wordStarts(text).length <= words, "words are tokens");
    int[] ids = ENCODER.encode(text);
    assertEquals(Vocabulary.END_OF_SENTENCE, ids[0]);
    Typed typed = ENCODER.typed(text);
    assertTrue(!typed.readings().isEmpty(), "the caret is somewhere");
    for (int id : typed.context()) {
      assertTrue(id >= 0 && id < ENCODER.vocabulary().size(), "an id of the vocabulary");
    }
  }

  @Test
  void holdsOfTextsThatWereChangedAtRandom() {
    Random random = new Random(5);
    for (String seed : SEEDS) {
      byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
      check(bytes);
      for (int i = 0; i < 60; i++) {
        check(Mutations.of(bytes, random));
      }
    }
  }

  @Test
  void holdsOfAnyBytes() {
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      check(bytes);
    }
  }
}
