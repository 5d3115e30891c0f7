package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.LanguageModel.State;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompleterTest {
  private static final CountLanguageModel MODEL =
      new CountLanguageModel(SmallCorpus.VOCABULARY, SmallCorpus.IDS);

  @TempDir static Path folder;
  static List<Column> columns = List.of();

  @BeforeAll
  static void train() throws IOException {
    NGramColumn.train(
        SmallCorpus.IDS.stream(), SmallCorpus.VOCABULARY, folder, NGramOptions.DEFAULT, n -> {});
    columns = columns(BlockList.NONE);
  }

  private static List<Column> columns(BlockList blocked) throws IOException {
    return List.of(
        new Completer(MODEL, SmallCorpus.ENCODER, blocked, CompleterOptions.DEFAULT),
        NGramColumn.load(folder, SmallCorpus.ENCODER, blocked, PhraseOptions.DEFAULT));
  }

  static List<Column> columns() {
    return columns;
  }

  @Test
  void everyPrefixOfEveryTextHasASensibleAnswer() {
    for (String text : SmallCorpus.DOCUMENTS) {
      for (int end = 0; end <= text.length(); end++) {
        for (Column column : columns) {
          SuggestionChecks.check(column, text.substring(0, end), 5);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        // text, what is appended, what then stands there
        "|I would like to|, | know|, know",
        "|I would like to |, know, know",
        "She looked at hi, m, him",
        "I don, |'t|, |don't|",
        "I do, |n't|, |don't|",
        "I ca, |n't|, |can't|",
        "We wo, |n't|, |won't|",
        "We won', t, |won't|",
        "TH, E, THE",
        "Th, e, The",
        "i went to fra, nce, france",
        "He didn't answer. Th, e, The",
        "He didn't answer., | I|, I",
        "|He didn't answer. |, I, I",
        "I went with Tom, |'s|, |Tom's|",
        "|(the one from |, Paris, Paris",
        "(the one from Paris, ), )",
        "\"I'm not going with you.\" He didn, |'t|, |didn't|",
        "We could meet there at 6, | o'clock|, o'clock",
      })
  void appendsExactlyWhatIsMissing(String text, String completion, String word) {
    for (Column column : columns) {
      List<Suggestion> suggestions = column.complete(text, 9).suggestions();
      assertTrue(
          suggestions.stream()
              .anyMatch(s -> s.completion().equals(completion) && s.word().equals(word)),
          () -> column.name() + ": " + suggestions);
    }
  }

  @ParameterizedTest
  @MethodSource("columns")
  void nothingSpecialOrBlockedIsEverSuggested(Column unblocked) throws IOException {
    String best = unblocked.complete("I would like to ", 1).suggestions().get(0).word();
    Column column =
        columns(new BlockList(List.of(best.toUpperCase()))).get(columns.indexOf(unblocked));
    for (String text : List.of("I would like to ", "I would like to", "", best.substring(0, 1))) {
      Completion completion = column.complete(text, 1_000);
      for (Suggestion suggestion : completion.suggestions()) {
        assertFalse(suggestion.word().equalsIgnoreCase(best), suggestion.toString());
        assertFalse(Vocabulary.SPECIAL.contains(suggestion.word()), suggestion.toString());
      }
      Phrase phrase = completion.phrase();
      assertTrue(phrase == null || !phrase.text().contains(best), String.valueOf(phrase));
    }
  }

  /** The slow oracle is the list of all suggestions. */
  @Test
  void anExpectedWordStandsWhereAllSuggestionsHaveIt() {
    for (String text :
        List.of(
            "", "I ", "I would like to ", "the do", "I d", "I don", "the", "Wh", "She ", "(so ")) {
      for (Column column : columns) {
        List<Suggestion> all = column.complete(text, 10_000).suggestions();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
          Suggestion suggestion = all.get(i);
          if (!before.add(suggestion.word()) || (i > 15 && i % 9 > 0)) {
            continue; // behind "do" both "do|es" and "do does": the better place counts
          }
          Expected expected = column.expected(text, suggestion.word().toLowerCase(Locale.ROOT));
          String what = column.name() + " after '" + text + "': " + suggestion + ", " + expected;
          if (Set.of(",", ".", "!", "?", ";", ":", ")", "\"", "...").contains(suggestion.word())
              || suggestion.completion().startsWith("'")
              || suggestion.completion().startsWith("n'")) {
            continue; // a mark or the rest of a contraction is no word to expect
          }
          assertEquals(suggestion.word(), expected.word(), what);
          assertTrue(expected.known(), what);
          assertEquals(suggestion.probability(), expected.probability(), 1e-12, what);
          assertEquals(i + 1, expected.rank(), what);
        }
      }
    }
  }

  @Test
  void aWordThatCannotBeExpectedSaysWhy() {
    for (Column column : columns) {
      Expected unknown = column.expected("I would ", "zyzzyva");
      assertEquals(Expected.unknown("zyzzyva"), unknown);
      assertEquals(Expected.unknown("like to"), column.expected("I would ", "like to"));
      Expected unfit = column.expected("I would l", "know");
      assertTrue(unfit.known());
      assertNull(unfit.rank());
      assertNull(unfit.probability());
    }
  }

  @Test
  void anExpectedContractionIsRankedHoweverImprobable() {
    Column column = columns.get(0);
    Expected expected = column.expected("I would ", "wouldn't");
    assertTrue(expected.known());
    assertNotNull(expected.rank());
    assertTrue(expected.probability() > 0 && expected.probability() < 0.02, expected.toString());
  }

  @Test
  void probabilitiesOfAllThatFitsAddUpToOne() {
    for (String text : List.of("", "I would like to ", "the do", "I d", "I don", "the", "Wh")) {
      List<Suggestion> all = columns.get(0).complete(text, 10_000).suggestions();
      double sum = all.stream().mapToDouble(Suggestion::probability).sum();
      // Contractions in want of their clitic and marks with nothing to close are left out.
      assertEquals(1, sum, 0.03, text);
    }
  }

  @Test
  void aContractionsProbabilityIsTheProductOfItsParts() {
    State start = MODEL.start();
    Vocabulary words = SmallCorpus.VOCABULARY;
    State afterI = MODEL.advance(start, words.id("I"));
    double stem = Math.exp(MODEL.logProbabilities(afterI)[words.id("do")]);
    double clitic =
        Math.exp(MODEL.logProbabilities(MODEL.advance(afterI, words.id("do")))[words.id("n't")]);
    double fitting =
        IntStream.of(new Choices(words, BlockList.NONE).afterSpace().ids())
            .mapToDouble(id -> Math.exp(MODEL.logProbabilities(afterI)[id]))
            .sum();
    List<Suggestion> suggestions = columns.get(0).complete("I ", 50).suggestions();
    Suggestion joined =
        suggestions.stream().filter(s -> s.word().equals("don't")).findFirst().orElseThrow();
    assertEquals(stem * clitic / fitting, joined.probability(), 1e-6);
  }

  @Test
  void aPhraseGoesOnWhileTheModelIsSure() {
    Phrase phrase = columns.get(1).complete("Tom's sister spe", 3).phrase();
    assertNotNull(phrase);
    assertEquals("aks French and Spanish.", phrase.text());
    assertNull(columns.get(0).complete("", 3).phrase(), "nothing is that sure at the beginning");
  }

  @ParameterizedTest
  @MethodSource("columns")
  void scoresAreSumsOfLogProbabilities(Column column) {
    double[] scores =
        column.score("I would like", List.of("to", "to eat", "to eat fish", "zzz", "to zzz", ""));
    assertTrue(scores[0] > scores[1] && scores[1] > scores[2], "longer is less probable");
    assertTrue(scores[3] < scores[0]);
    assertEquals(0, scores[5]);
    for (double score : scores) {
      assertTrue(Double.isFinite(score) && score <= 0);
    }
    if (column instanceof Completer) {
      double expected = 0;
      State state = MODEL.start();
      int[] ids = SmallCorpus.ENCODER.encode("I would like to eat fish");
      for (int i = 1; i < ids.length - 1; i++) { // without the last <eos>
        expected += i >= 4 ? MODEL.logProbabilities(state)[ids[i]] : 0;
        state = MODEL.advance(state, ids[i]);
      }
      assertEquals(expected, scores[2], 1e-5);
    }
  }

  @Test
  void aCandidateInMidSentenceKeepsItsCapital() {
    double[] scores = columns.get(0).score("in the", List.of("Paris", "paris", "The", "the"));
    assertEquals(scores[0], scores[1], "an unknown spelling is read as the known one");
    assertTrue(Double.isFinite(scores[2]));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void anyTextIsAnswered(Column column) {
    String long3000 = String.join(" ", SmallCorpus.DOCUMENTS).repeat(15);
    List<String> texts =
        new ArrayList<>(
            List.of(
                "\ud83d\ude00",
                "I \ud83d",
                "\udc00 the",
                "\u0000",
                "the\u0000",
                "a\u0007b",
                "\u001e",
                "the \u001e th",
                "\u05e9\u05dc\u05d5\u05dd ",
                "\u0645\u0631\u062d\u0628\u0627",
                "e\u0301",
                "\t\t",
                "\r\n",
                "\n\n\n",
                "\u00a0",
                "\u2028",
                "\ufeff",
                "\u200bthe",
                "...",
                "?!?!",
                "\"",
                "'",
                "''",
                "``",
                "(",
                ")",
                "-",
                "--",
                "$",
                "#",
                "@",
                "/",
                "%",
                "a@b.c",
                "http://",
                "n't",
                "'s",
                "I'",
                "I'l",
                "don't'",
                "<unk>",
                "<eos> the",
                "<num",
                "3.",
                "3,0",
                "1/",
                "U.S.",
                "Mr.",
                "e.g",
                "\ud83d\udc69\u200d\ud83d\udc69",
                "x".repeat(5_000),
                "a-".repeat(500),
                "' ".repeat(500),
                long3000,
                long3000 + " "));
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      StringBuilder noise = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int kind = random.nextInt(4);
        noise.append(
            kind == 0
                ? (char) random.nextInt(0x10000)
                : kind == 1 ? " the I'm n't \"x\" ca.".charAt(random.nextInt(19)) : 'o');
      }
      texts.add(noise.toString());
    }
    for (String text : texts) {
      for (Suggestion suggestion : column.complete(text, 5).suggestions()) {
        assertFalse(suggestion.completion().isEmpty());
      }
      column.complete(text, 5);
      for (double score :
          column.score(text, List.of("the", text.substring(0, text.length() / 9)))) {
        assertTrue(Double.isFinite(score), text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" the table", "x", "the\n", " "})
  void aMegabyteIsAnswered(String part) {
    String text = part.repeat((1 << 20) / part.length());
    for (Column column : columns) {
      assertNotNull(column.complete(text, 5));
    }
  }

  @Test
  void aRunTooLongForAWordIsNotCompletedAndCostsNothing() {
    for (String part : List.of("x", "\"", "'", "\ud83d\ude00", "a-", "?!")) {
      String run = part.repeat(90_000 / part.length());
      for (Column column : columns) {
        assertTrue(column.complete(run, 5).suggestions().isEmpty());
        Completion after = column.complete(run + "\nI don", 5);
        assertEquals("'t", after.suggestions().get(0).completion());
      }
    }
  }

  @Test
  void theNumberOfSuggestionsMustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> columns.get(0).complete("a", 0));
  }

  @Test
  void typingCostsAFewStepsAWord() {
    CountLanguageModel model = new CountLanguageModel(SmallCorpus.VOCABULARY, SmallCorpus.IDS);
    Completer completer =
        new Completer(model, SmallCorpus.ENCODER, BlockList.NONE, CompleterOptions.DEFAULT);
    completer.complete("The weather in Pa", 5);
    int steps = model.steps.get();
    int distributions = model.distributions.get();
    completer.complete("The weather in Pari", 5);
    assertEquals(steps, model.steps.get(), "a key inside a word costs no step");
    assertEquals(distributions, model.distributions.get());
    completer.complete("The weather in Paris ", 5);
    assertTrue(
        model.steps.get() <= steps + 1 + 5 + 5,
        "a word costs one, and at most five each are looked ahead for contractions and the phrase");
  }
}
