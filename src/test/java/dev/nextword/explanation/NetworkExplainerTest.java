package dev.nextword.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.network.CellType;
import dev.nextword.network.WordStepper;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.SmallCorpus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkExplainerTest {
  private static final int WORDS = SmallCorpus.VOCABULARY.size();
  private static final WordStepper LSTM = SmallNetwork.of(CellType.LSTM, WORDS);

  private static Explanation.OfNetwork explain(
      WordStepper stepper, String text, @Nullable String target) {
    return new NetworkExplainer(SmallCorpus.ENCODER, stepper, BlockList.NONE)
        .explain(new Explainer.Question(text, target, false, true));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LAYER_NORM_RNN") // not traceable
  void everyFigureHasItsLength(CellType cell) {
    String text = "I went to France when I was young. So I speak ";
    Explanation.OfNetwork all = explain(SmallNetwork.of(cell, WORDS), text, "French");
    int tokens = all.tokens().size();
    assertEquals(14, tokens); // eight words, a mark, three more words, two sentence ends
    assertEquals(cell.label(), all.cell());
    assertEquals(tokens, all.connectivity().length);
    assertEquals(tokens, all.gradient().lag().length);
    assertEquals(tokens, all.gradient().norm().length);
    assertEquals(tokens, all.gradient().jacobian().length);
    assertEquals(tokens - 1, all.factors().length);
    assertEquals(1, all.gradient().jacobian()[0]);
    for (int lag = 1; lag < tokens; lag++) {
      double product = all.gradient().jacobian()[lag - 1] * all.factors()[lag - 1];
      assertEquals(all.gradient().jacobian()[lag], product, 1e-12);
    }
    for (Explanation.Gate gate : all.gates()) {
      assertEquals(tokens, gate.mean().length);
      assertNull(gate.values());
    }
    assertEquals(all.gates().isEmpty(), all.gateHalfLife() == null);
    assertEquals(cell == CellType.LSTM, all.gradient().cell() != null);
    assertFalse(all.truncated());
  }

  @Test
  void targetsHaveTheirProbabilityAmongAllWords() {
    double sum = 0;
    for (int id = 3; id < WORDS; id++) {
      String word = SmallCorpus.VOCABULARY.word(id);
      Explanation.Target target = explain(LSTM, "I would ", word).target();
      assertEquals(word, target.word());
      assertEquals(target.probability(), Math.exp(target.logProbability()), 1e-12);
      sum += target.probability();
      assertTrue(target.rank() >= 1 && target.rank() <= WORDS);
      assertNotNull(target.logit());
      id += 10; // some will do
    }
    assertTrue(sum < 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "I would like ", "She looked at h", "He said no. Th", "It's fr"})
  void itsOwnTargetIsTheFirstSuggestion(String text) {
    Completer completer =
        new Completer(
            new NetworkLanguageModel("lstm", SmallCorpus.VOCABULARY, LSTM),
            SmallCorpus.ENCODER,
            BlockList.NONE,
            CompleterOptions.DEFAULT);
    String first = completer.complete(text, 1).suggestions().get(0).word();
    String own = explain(LSTM, text, null).target().word();
    assertTrue(first.toLowerCase().startsWith(own.toLowerCase()), first + " and " + own);
  }

  @Test
  void whatBlocksSuggestionsBlocksTargets() {
    String text = "I would like ";
    String own = explain(LSTM, text, null).target().word();
    NetworkExplainer blocking =
        new NetworkExplainer(SmallCorpus.ENCODER, LSTM, new BlockList(List.of(own)));
    assertFalse(
        own.equals(
            blocking.explain(new Explainer.Question(text, null, false, true)).target().word()));
    assertEquals(
        own, blocking.explain(new Explainer.Question(text, own, false, true)).target().word());
  }

  @Test
  void placesAreThoseInTheText() {
    String text = "👩‍👩‍👧 She said: \"שלום\" to Tom's sister. ";
    List<Explanation.Token> tokens = explain(LSTM, text, null).tokens();
    assertEquals("<eos>", tokens.get(0).text());
    assertNull(tokens.get(0).start());
    int named = 0;
    for (Explanation.Token token : tokens) {
      if (token.start() != null) {
        String written = text.substring(token.start(), token.end());
        named += written.equals(token.text()) ? 1 : 0;
        assertFalse(written.isBlank());
      }
    }
    assertTrue(named >= 7, "words as they are written");
    Explanation.Token hebrew =
        tokens.stream().filter(token -> token.text().equals("שלום")).findFirst().orElseThrow();
    assertFalse(hebrew.known());
    assertEquals(text.indexOf("שלום"), hebrew.start());
  }

  @Test
  void aWordUnderTheCaretIsNotRead() {
    Explanation.OfNetwork explanation = explain(LSTM, "She looked at hi", null);
    assertEquals(4, explanation.tokens().size());
    assertTrue(explanation.target().word().startsWith("hi"), explanation.target().word());
  }

  @Test
  void ofALongTextTheEndIsExplainedAndAllIsRead() {
    String sentence = "I would like to know what time the train leaves. ";
    String text = sentence.repeat(500);
    Explanation.OfNetwork explanation = explain(LSTM, text, "train");
    assertTrue(explanation.truncated());
    assertEquals(
        ReadWords.MOST_WORDS,
        explanation.tokens().stream().filter(t -> t.text().matches("[A-Za-z]+")).count());
    int last = explanation.tokens().size() - 2; // behind it the end of the sentence
    assertEquals(text.length() - 1, explanation.tokens().get(last).end());
    NetworkLanguageModel model = new NetworkLanguageModel("lstm", SmallCorpus.VOCABULARY, LSTM);
    double[] scored =
        new Completer(model, SmallCorpus.ENCODER, BlockList.NONE, CompleterOptions.DEFAULT)
            .score(text.strip(), List.of("train"));
    assertEquals(scored[0], explanation.target().logProbability(), 2e-3);
  }

  @Test
  void ofTextBeyondAllBoundsTheEndIsExplained() {
    String text = "x".repeat(90_000) + " and ".repeat(20_000) + "!? ".repeat(2_000);
    Explanation.OfNetwork explanation = explain(LSTM, text, null);
    assertTrue(explanation.truncated());
    assertTrue(explanation.tokens().size() <= 800);
    for (Explanation.Token token : explanation.tokens()) {
      if (token.start() != null) {
        assertEquals(token.text(), text.substring(token.start(), token.end()));
      }
    }
  }

  @Test
  void unitsAndJacobiansAreGivenWhereAsked() {
    NetworkExplainer explainer = new NetworkExplainer(SmallCorpus.ENCODER, LSTM, BlockList.NONE);
    Explanation.OfNetwork all =
        explainer.explain(new Explainer.Question("I would like ", null, true, false));
    assertEquals(0, all.gradient().jacobian().length);
    assertEquals(0, all.factors().length);
    for (Explanation.Gate gate : all.gates()) {
      assertNotNull(gate.values());
      for (int t = 0; t < gate.mean().length; t++) {
        double sum = 0;
        for (double value : gate.values()[t]) {
          assertEquals(Math.rint(value * 1000), value * 1000, 1e-9);
          sum += value;
        }
        assertEquals(gate.mean()[t], sum / gate.values()[t].length, 1e-3);
      }
    }
    assertArrayEquals(new int[] {0, 1, 2, 3}, all.gradient().lag());
  }
}
