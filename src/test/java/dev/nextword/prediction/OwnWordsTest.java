package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwnWordsTest {
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

  /** Those of the 1,000 best suggestions that only the text has, joined by spaces. */
  private static String own(Column column, String text) {
    return column.complete(text, 1_000).suggestions().stream()
        .filter(Suggestion::own)
        .map(suggestion -> suggestion.word() + "=" + suggestion.completion().strip())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        // text; word=completion of each own word
        "|I went with Zora to the station. I went with Z|; |Zora=ora|",
        "|I went with Zora to the station. I went with |; |Zora=Zora|",
        "|I went with Zora to the station. I went with|; |Zora=Zora|",
        "|I went with Zora to the station. I went with zo|; |zora=ra|", // typed small: as known
        // words
        "|I went with Zora to the station. I went with ZO|; |ZORA=RA|",
        "|I went with Zora to the station. Zo|; |Zora=ra|",
        "|I see a quokka. The quo|; |quokka=kka|",
        "|I see a quokka. |; |Quokka=Quokka|", // a capital where a sentence begins
        "|I see a quokka. The Quo|; ||", // this capital is meant
        "|Quokkas eat. I can see the |; |Quokkas=Quokkas|", // nothing says that it is a small one
        "|Quokkas eat the quokkas. I can see the |; |quokkas=quokkas|",
        "|QUOKKAS! I can see the quokkas, the QUOKKAS. The quokk|; |quokkas=as|",
        "|I went with McZora to Q-town and O'Zora. I like Q|; |Q-town=-town|",
        "|I went with O'Zora. I like O'|; |O'Zora=Zora|",
        "|I went with Zora's brother. The Zo|; |Zora=ra|",
        "|\u201cZora\u201d, she said. \u201cZo|; |Zora=ra|",
        // Not: what is being typed, what has no more letters, what is no word, what is known.
        "|Zora|; ||",
        "|I went with Zora and Zora|; ||",
        "|Zor|; ||",
        "|I like 1234 and <unk> <eos> x z@z.zz http://zz.zz/z #zz zz_z. I like |; ||",
        "|I like fish, the train to Paris. I like |; ||",
      })
  void areOfferedAgainAsTheyWereTyped(String text, String expected) {
    for (Column column : columns) {
      String found = own(column, text);
      assertEquals(expected == null ? "" : expected, found, column.name() + " after " + text);
    }
  }

  @ParameterizedTest
  @MethodSource("columns")
  void deletedAndBlockedOnesAreNotOffered(Column column) throws IOException {
    String text = "I went with Zora to the station. I went with ";
    assertEquals("Zora=Zora", own(column, text));
    assertEquals("", own(column, text.replace(" Zora", "")));
    Column strict = columns(new BlockList(List.of("zora"))).get(columns.indexOf(column));
    assertEquals("", own(strict, text));
    assertEquals("", own(strict, text + "Zo"));
    assertFalse(strict.complete(text, 5).suggestions().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("columns")
  void whatIsOfferedIsMarkedAndSensible(Column column) {
    String text = String.join(" ", invented(40, new Random(3)));
    for (int end = 0; end <= text.length(); end += 3) {
      String typed = text.substring(0, end);
      for (Suggestion suggestion : SuggestionChecks.check(column, typed, 8).suggestions()) {
        String last = suggestion.word().replaceFirst("(n't|'\\w+)$", "");
        boolean known = SmallCorpus.VOCABULARY.idInAnyCase(last) != Vocabulary.UNKNOWN;
        if (suggestion.own()) {
          assertFalse(known, suggestion + " after " + typed);
          String before = typed.toLowerCase(Locale.ROOT);
          assertTrue(before.contains(last.toLowerCase(Locale.ROOT)), suggestion.toString());
        }
      }
    }
  }

  /** Everything that fits, counted word by word from the text as a whole. */
  @Test
  void sharesTheProbabilityOfUnknownWords() {
    Random random = new Random(8);
    for (int trial = 0; trial < 30; trial++) {
      List<String> sentences = invented(1 + random.nextInt(60), random);
      String text = String.join(" ", sentences) + " I would like ";
      Map<String, Double> expected = oracle(text);
      Map<String, Double> found = new HashMap<>();
      double rest = 0;
      for (Suggestion s : columns.get(0).complete(text, 10_000).suggestions()) {
        if (s.own()) {
          found.put(s.word(), s.probability());
        } else {
          rest += s.probability();
        }
      }
      assertEquals(expected.keySet(), found.keySet());
      expected.forEach((word, p) -> assertEquals(p, found.get(word), 1e-9, word));
      double sum = found.values().stream().mapToDouble(p -> p).sum();
      assertEquals(1, rest + sum, 0.03, "with contractions in want of their clitic");
    }
  }

  /** Sentences of known words with invented names between them, some of them again and again. */
  private static List<String> invented(int sentences, Random random) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      names.add("Zo" + (char) ('a' + i) + "ra");
    }
    List<String> text = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      String one = names.get((int) (names.size() * Math.pow(random.nextDouble(), 2)));
      String other = names.get(random.nextInt(names.size()));
      text.add(
          switch (random.nextInt(4)) {
            case 0 -> "I went to " + one + " with him.";
            case 1 -> "Can you help " + one + " with the " + other + "?";
            case 2 -> "The letter from " + one + " and " + other + " was on the table.";
            default -> "She looked at " + other + "'s hands.";
          });
    }
    return text;
  }

  /** The formulas of {@link OwnWords}, one occurrence at a time. */
  private static Map<String, Double> oracle(String text) {
    List<String> words = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    int previous = Vocabulary.END_OF_SENTENCE;
    LanguageModel.State state = MODEL.start();
    for (Sentence sentence : new Tokenizer().sentences(text)) {
      int first = Truecaser.firstWord(sentence.tokens());
      for (int i = 0; i < sentence.tokens().size(); i++) {
        Token token = sentence.tokens().get(i);
        int id = SmallCorpus.ENCODER.id(token.text(), i == first);
        if (id == Vocabulary.UNKNOWN) {
          words.add(token.text());
          before.add(previous);
        }
        state = MODEL.advance(state, id);
        previous = id;
      }
      if (sentence.ended()) {
        previous = Vocabulary.END_OF_SENTENCE;
        state = MODEL.advance(state, previous);
      }
    }
    int n = words.size();
    double old = (n - 0.8 * words.stream().distinct().count()) / (n + 2.0);
    double[] weights = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = Math.pow(0.97, n - 1 - i) * (before.get(i) == previous ? 8 : 1);
      sum += weights[i];
    }
    float[] logProbabilities = MODEL.logProbabilities(state);
    double unknown = Math.exp(logProbabilities[Vocabulary.UNKNOWN]);
    double total = unknown * old;
    for (int id : new Choices(SmallCorpus.VOCABULARY, BlockList.NONE).afterSpace().ids()) {
      total += Math.exp(logProbabilities[id]);
    }
    Map<String, Double> probabilities = new HashMap<>();
    for (int i = 0; i < n; i++) {
      probabilities.merge(words.get(i), unknown * old * weights[i] / sum / total, Double::sum);
    }
    return probabilities;
  }

  @ParameterizedTest
  @MethodSource("columns")
  void anExpectedOneStandsWhereAllSuggestionsHaveIt(Column column) {
    String text = String.join(" ", invented(30, new Random(5)));
    for (String end : List.of(" ", " I went to ", " I went to Zo", " I went to Zoara", " \"Zo")) {
      List<Suggestion> all = column.complete(text + end, 10_000).suggestions();
      int own = 0;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).own()) {
          Expected expected = column.expected(text + end, all.get(i).word());
          String what = column.name() + " after" + end + ": " + all.get(i) + ", " + expected;
          assertNotNull(expected, what);
          assertEquals(i + 1, expected.rank(), what);
          assertEquals(all.get(i).probability(), expected.probability(), 1e-12, what);
          own++;
        }
      }
      assertTrue(own >= 5 || end.endsWith("ra"), "own words after" + end + ": " + own);
    }
    assertEquals(Expected.unknown("zyzzyva"), column.expected(text + " ", "zyzzyva"));
    assertEquals(Expected.unfit("Zoara"), column.expected(text + " I like th", "Zoara"));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void scoresDoNotKnowThem(Column column) {
    double[] scores = column.score("I went with Zora. I went with", List.of("Zora", "zyzzyva"));
    assertEquals(scores[1], scores[0]);
  }

  @Test
  void ofALongTextTheLastOnesCount() {
    StringBuilder text = new StringBuilder("I went with Abcdef to Paris. ");
    for (int i = 0; i < OwnWords.REMEMBERED; i++) {
      text.append("I went with Zora to Paris. ");
    }
    for (Column column : columns) {
      assertEquals("Zora=ora", own(column, text + "I went with Z"));
      assertEquals("", own(column, text + "I went with Ab"));
    }
  }
}
