package dev.nextword.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text in which something is repeated without end: reading it takes time in proportion. */
class LongRunsIT {
  private static final int LENGTH = 200_000;

  /** About a hundred times what it takes on a quiet machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Tokenizer TOKENIZER = new Tokenizer();

  private static final TextEncoder ENCODER =
      new TextEncoder(
          new VocabularyBuilder(TOKENIZER).add("It's a kettle, isn't it?").build(100, 1),
          TOKENIZER);

  /** What the lexer, the putting together of its tokens or their folding may look far ahead for. */
  static Stream<String> parts() {
    String marks =
        "\" ' ` '' `` \u201c \u2019 - -- _ . , ; : ! ? ?! ( () < <! </ > [ { & &# # @ * + = / \\ ~ ^ |";
    String letters =
        "a A 1 $ a- a. A. a' 'a a\" \"a a/ a+ a@ a@b. a.b @a #a <a <!a &a 1, 1. 1/ 1- 1: (1 1st $1";
    String longer = "http:// www. n't 'll don't o' &amp; &lt; <unk> x:// e-mail@";
    List<String> spaced =
        List.of(
            " ", "\t", "\n", "\r\n", "\u00a0", "\u2028", "\f", "- ", ". ", "\" ", "' ", "`` ",
            "a. ", "Mr. ", "a \"b ", "<a ", "<!a ", "<a b=", "1 ", "555 ", "(555) ", "2 1/2 ", "& ",
            "! ");
    List<String> strange =
        List.of(
            "\u0301",
            "e\u0301",
            "\u0301\u0316",
            "a\u0301\u0316\u0327",
            "\u200b",
            "\u200d",
            "\u00ad",
            "\ud83d\ude00",
            "\ud83d",
            "\ud83d\udc69\u200d",
            "\ud83c\uddeb",
            "\u0000",
            "\ufeff",
            "\u4e2d",
            "\u05e9",
            "\u0995\u09cd",
            "\u2026",
            "\u2014",
            "\u00bd");
    return Stream.of(
            Arrays.stream((marks + " " + letters + " " + longer).split(" ")),
            spaced.stream(),
            strange.stream())
        .flatMap(parts -> parts);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void isReadInTime(String part) {
    String text = part.repeat(LENGTH / part.length());
    assertTimeoutPreemptively(PATIENCE, () -> checkOrder(text, TOKENIZER.sentences(text)));
    int[] ids = assertTimeoutPreemptively(PATIENCE, () -> ENCODER.encode(text));
    assertEquals(Vocabulary.END_OF_SENTENCE, ids[0]);
    Typed typed = assertTimeoutPreemptively(PATIENCE, () -> ENCODER.typed(text));
    assertTrue(typed.context().length <= ids.length);
  }

  private static void checkOrder(String text, List<Sentence> sentences) {
    int last = 0;
    for (Sentence sentence : sentences) {
      for (Token token : sentence.tokens()) {
        // A full stop may stand in two tokens.
        assertTrue(token.start() >= last - 1 && token.start() < token.end());
        assertTrue(token.end() >= last && token.end() <= text.length());
        last = token.end();
      }
    }
  }
}
