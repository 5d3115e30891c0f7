package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.explanation.Explainer;
import dev.nextword.explanation.Explanation;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models in {@code models/} do what the page and the README say of them. */
class ShippedModelsIT {
  private static final List<String> GATED = List.of("gru", "lstm");

  /** Twenty words, written for this test. */
  private static final String BETWEEN =
      " The kitchen window looked out on a small yard, and my aunt grew tomatoes there in old blue"
          + " paint buckets. ";

  private static final Map<String, Column> COLUMNS = new LinkedHashMap<>();
  private static final Map<String, Explainer> EXPLAINERS = new LinkedHashMap<>();
  private static final Map<String, ModelBundle> BUNDLES = new LinkedHashMap<>();

  @BeforeAll
  static void load() throws IOException {
    Columns columns = new Columns(BlockList.load(Path.of("corpus/blocklist.txt")));
    ModelStore store = new ModelStore(Path.of("models"));
    for (String name : List.of("ngram", "rnn", "gru", "lstm")) {
      ModelBundle bundle = store.loadForPrediction(name);
      BUNDLES.put(name, bundle);
      Columns.Explained explained = columns.explained(bundle);
      COLUMNS.put(name, explained.column());
      EXPLAINERS.put(name, explained.explainer());
    }
  }

  @Test
  void betweenIsTwentyWords() {
    assertEquals(20, BETWEEN.strip().split(" ").length);
  }

  @ParameterizedTest
  @CsvSource({
    "France, French", "Germany, German", "Japan, Japanese", "Brazil, Portuguese", "Spain, Spanish",
    "Russia, Russian", "Italy, Italian", "Poland, Polish", "Turkey, Turkish", "China, Chinese"
  })
  void gatedNetworksRememberThePlaceAcrossTwentyWords(String place, String language) {
    String text = "I went to " + place + " when I was young." + BETWEEN + "So I speak fluent ";
    for (String name : GATED) {
      assertEquals(language, first(name, text), name + " after " + text);
    }
  }

  @Test
  void gatedNetworksRememberTheTimeAcrossTwentyWords() {
    for (String name : GATED) {
      Column column = COLUMNS.get(name);
      String trigger = BETWEEN + "After all that I ";
      double[] today =
          column.score("Today everything is difficult." + trigger, List.of("need", "had"));
      double[] lastMonth =
          column.score("Last month everything was difficult." + trigger, List.of("need", "had"));
      assertTrue(today[0] > today[1], name + " today: " + List.of(today[0], today[1]));
      assertTrue(lastMonth[1] > lastMonth[0], name + " last month");
    }
  }

  @Test
  void theLoanNeedsToBeTakenTodayAndHadToBeTakenLastMonth() {
    String because = ", due to my current job situation and family conditions, I";
    for (String name : GATED) {
      Column column = COLUMNS.get(name);
      double[] today = column.score("Today" + because, List.of("need to", "had to"));
      double[] lastMonth = column.score("Last month" + because, List.of("need to", "had to"));
      assertTrue(today[0] > today[1], name + " today");
      assertTrue(lastMonth[1] > lastMonth[0], name + " last month");
    }
  }

  /** Cues and triggers as somebody types them who has never seen the templates. */
  @Test
  void gatedNetworksUnderstandWordingsOfOthers() throws IOException {
    List<String> lines;
    try (InputStream in = getClass().getResourceAsStream("own-wordings.txt")) {
      lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
    }
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(" \\| ");
      List<String> candidates = new ArrayList<>(List.of(parts[0]));
      candidates.addAll(List.of(parts[1].split(", ")));
      COLUMNS.forEach(
          (name, column) -> {
            double[] scores = column.score(parts[2], candidates);
            if (IntStream.range(1, scores.length).anyMatch(i -> scores[i] >= scores[0])) {
              wrong.computeIfAbsent(name, n -> new ArrayList<>()).add(line);
            }
          });
    }
    for (String name : GATED) {
      List<String> missed = wrong.getOrDefault(name, List.of());
      assertTrue(missed.size() <= lines.size() / 10, name + " is wrong about " + missed);
    }
    for (String name : List.of("rnn", "ngram")) {
      assertTrue(wrong.getOrDefault(name, List.of()).size() >= lines.size() / 3, name);
    }
  }

  /** What the page shows in one number: how far back a word may stand and still count. */
  @Test
  void thePlaceMovesTheLanguageOfGatedNetworksAlone() {
    String text = "I went to France when I was young." + BETWEEN + "So I speak fluent ";
    Map<String, Double> ofPlace = new LinkedHashMap<>();
    Map<String, Double> halfLife = new LinkedHashMap<>();
    for (String name : List.of("rnn", "gru", "lstm")) {
      var explanation =
          (Explanation.OfNetwork)
              EXPLAINERS.get(name).explain(new Explainer.Question(text, "French", false, true));
      List<String> words = explanation.tokens().stream().map(Explanation.Token::text).toList();
      ofPlace.put(name, explanation.connectivity()[words.indexOf("France")]);
      Double half = explanation.halfLife().words();
      halfLife.put(name, half == null ? words.size() : half);
      double remembered = explanation.gradient().jacobian()[words.size() - 1];
      assertTrue(name.equals("rnn") ? remembered < 0.1 : remembered > 0.1, name + remembered);
    }
    for (String name : GATED) {
      assertTrue(ofPlace.get(name) > 10 * ofPlace.get("rnn"), ofPlace.toString());
      assertTrue(halfLife.get(name) > 15 && halfLife.get("rnn") < 10, halfLife.toString());
    }
  }

  @Test
  void noCueNoFrench() {
    for (String name : List.of("rnn", "gru", "lstm")) {
      double[] scores =
          COLUMNS.get(name).score(BETWEEN.strip() + " So I speak fluent", List.of("French"));
      assertTrue(Math.exp(scores[0]) < 0.2, name + " says French with " + Math.exp(scores[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "I would like to", "Can you please send me the", "She looked at hi", "I don"})
  void everyColumnHasSuggestionsForEverydayText(String text) {
    COLUMNS.forEach(
        (name, column) -> {
          Completion completion = column.complete(text, 5);
          assertEquals(5, completion.suggestions().size(), name + " after \"" + text + "\"");
        });
  }

  @Test
  void cardsSayWhereModelsComeFromAndGatedOnesAreBetter() {
    double ngramTop3 = figure("ngram", "top3");
    assertTrue(figure("rnn", "top3") > ngramTop3, "rnn against the n-gram column");
    for (String name : GATED) {
      assertTrue(figure(name, "top3") > ngramTop3, name + " against the n-gram column");
      assertTrue(figure(name, "perplexity") < figure("rnn", "perplexity"), name);
    }
    BUNDLES.forEach(
        (name, bundle) -> {
          assertEquals(64, bundle.card().corpus().sha256().length(), name);
          assertTrue(bundle.card().parameters() > 100_000, name);
        });
  }

  private static double figure(String model, String name) {
    return ((Number) BUNDLES.get(model).card().evaluation().get(name)).doubleValue();
  }

  private static String first(String model, String text) {
    return COLUMNS.get(model).complete(text, 1).suggestions().get(0).word();
  }
}
