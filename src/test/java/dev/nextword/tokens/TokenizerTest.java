package dev.nextword.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
  private final Tokenizer tokenizer = new Tokenizer();

  /** A bar stands between sentences. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "I don't know.; I do n't know .",
        "I don’t know.; I do n't know .",
        "It's Tom's, isn't it?; It 's Tom 's , is n't it ?",
        "You cannot, you're gonna.; You cannot , you 're gonna .",
        "'Tis o'clock, get 'em.; 'Tis o'clock , get 'em .",
        "The dogs' tails; The dogs ' tails",
        "A well-known she/he; A well-known she/he",
        "pre- and post-war - or not; pre- and post-war - or not",
        "Yes—no--never; Yes -- no -- never",
        "Well… wait . . . now; Well ... wait ... now",
        "Mr. Bell of the U.S. army. He left.; Mr. Bell of the U.S. army . | He left .",
        "At 11:30am, 11:30 am; At 11:30am , 11:30 am",
        "Room #4 for $5.50 (50%); Room #4 for $ 5.50 ( 50 % )",
        "Call 408-555-0123 now.; Call 408-555-0123 now .",
        "Call (408) 555-0123 now.; Call (408) 555-0123 now .",
        "What?! No... Yes!; What ?! | No ... Yes !",
        "I 😀 it; I 😀 it",
        "שלום עולם; שלום עולם",
      })
  void tokens(String text, String expected) {
    assertEquals(expected, tokensOf(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "\"Go,\" she said.; `` Go , '' she said .",
        "“Go,” she said.; `` Go , '' she said .",
        "She said \"go\" (\"now\").; She said `` go '' ( `` now '' ) .",
        "\"Who?\" she said. \"Me.\" No.; `` Who ? '' she said . | `` Me . '' | No .",
        "'Who?' she said. 'Me.'; ` Who ? ' she said . | ` Me . '",
        "‘Who?’ she said.; ` Who ? ' she said .",
        "\"'Twas \"; `` 'Twas ''",
        "\"I--\" he said, \"--what?\"; `` I -- '' he said , `` -- what ? ''",
        "She said, \"; She said , ``",
        "She said, \"Go.\"; She said , `` Go . ''",
        "She said '; She said `",
        "Nine o\"clock; Nine o\"clock",
      })
  void quotesHaveADirection(String text, String expected) {
    assertEquals(expected, tokensOf(text));
  }

  @Test
  void aLineEndEndsASentence() {
    assertEquals("one line | another", tokensOf("one line\nanother"));
    assertEquals("one | two", tokensOf("one\r\n\n\ttwo\n"));
    assertEquals("", tokensOf(" \n\t\n"));
    assertEquals("", tokensOf(""));
  }

  @Test
  void aSentenceKnowsWhetherItIsOver() {
    assertTrue(ended("Yes."));
    assertTrue(ended("Yes. "));
    assertTrue(ended("\"Yes!\""));
    assertTrue(ended("Yes\n"));
    assertFalse(ended("Yes"));
    assertFalse(ended("Yes. And"));
    assertFalse(ended("I saw Mr."));
    assertFalse(ended("Yes,"));
    assertTrue(ended("\"Who?\" "));
    assertFalse(ended("\"Who?\" she said"));
  }

  @Test
  void offsetsPointIntoTheText() {
    String text = "  “Don’t,” she said…";
    List<Token> tokens = tokenizer.sentences(text).get(0).tokens();
    assertEquals(new Token("``", 2, 3), tokens.get(0));
    assertEquals(new Token("Do", 3, 5), tokens.get(1));
    assertEquals(new Token("n't", 5, 8), tokens.get(2));
    assertEquals("…", text.substring(tokens.get(7).start(), tokens.get(7).end()));
  }

  /** No text, however strange, breaks it; a line's tokens depend on that line alone. */
  @Test
  void anyTextGivesOrderedTokensLineByLine() {
    Random random = new Random(7);
    List<String> pieces =
        List.of(
            "a", "Mr", ".", ".", "...", "'", "\"", "“", "”", "’", " ", " ", "  ", "-", "--", "n't",
            "Don", "3", ",", "😀", "\ud83d", "é", "e\u0301", "\u200b", "<b>", "&amp;", "http://",
            "@", "#", "/", "(", ")", "\t", "ש", "\u0000", "\u00a0", "?", "!", "U.S.", "$", "%", "_",
            "*");
    for (int round = 0; round < 300; round++) {
      String first = random(pieces, random);
      String second = random(pieces, random);
      List<Sentence> both = tokenizer.sentences(first + "\n" + second);
      checkOrder(first + "\n" + second, both);
      List<List<String>> apart = new ArrayList<>(words(tokenizer.sentences(first)));
      apart.addAll(words(tokenizer.sentences(second)));
      assertEquals(apart, words(both), () -> escaped(first + "\n" + second));
    }
  }

  /** More kinds of runs, and longer ones: {@code LongRunsIT}. */
  @ParameterizedTest
  @ValueSource(strings = {"\"", "'", "a\"", "a+", "<!a ", "\u0301\u0316"})
  void aLongRunTakesTimeInProportion(String part) {
    String text = "Before. " + part.repeat(20_000 / part.length()) + "\nAfter.";
    List<Sentence> sentences =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> tokenizer.sentences(text));
    checkOrder(text, sentences);
    assertEquals(List.of("Before", "."), sentences.get(0).words());
    Sentence last = sentences.get(sentences.size() - 1);
    assertEquals(new Token("After", text.length() - 6, text.length() - 1), last.tokens().get(0));
  }

  @Test
  void manyThreadsMayShareIt() {
    List<String> texts =
        IntStream.range(0, 400).mapToObj(i -> "It's " + i + ". \"Don't!\" she said.").toList();
    List<String> expected = texts.stream().map(this::tokensOf).toList();
    assertEquals(expected, texts.parallelStream().map(this::tokensOf).toList());
  }

  private static String random(List<String> pieces, Random random) {
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
        .collect(Collectors.joining());
  }

  private static void checkOrder(String text, List<Sentence> sentences) {
    int last = 0;
    for (Sentence sentence : sentences) {
      for (Token token : sentence.tokens()) {
        assertTrue(token.start() < token.end() && token.end() <= text.length(), () -> text);
        assertTrue(token.end() >= last && !token.text().isEmpty(), () -> text);
        assertTrue(token.text().chars().noneMatch(Folding::isSpace), () -> text + " -> " + token);
        last = token.end();
      }
    }
  }

  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> c > ' ' && c < 127 ? Character.toString(c) : "<%04x>".formatted(c))
        .collect(Collectors.joining());
  }

  private boolean ended(String text) {
    List<Sentence> sentences = tokenizer.sentences(text);
    return sentences.get(sentences.size() - 1).ended();
  }

  private static List<List<String>> words(List<Sentence> sentences) {
    return sentences.stream().map(Sentence::words).toList();
  }

  private String tokensOf(String text) {
    return words(tokenizer.sentences(text)).stream()
        .map(words -> String.join(" ", words))
        .collect(Collectors.joining(" | "));
  }
}
