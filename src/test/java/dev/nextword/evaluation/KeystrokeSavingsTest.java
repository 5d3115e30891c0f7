package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.CountLanguageModel;
import dev.nextword.prediction.SmallCorpus;
import dev.nextword.prediction.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeystrokeSavingsTest {
  @Test
  void withoutSuggestionsEveryCharacterIsAKey() {
    assertEquals(new KeystrokeSavings(9, 9), KeystrokeSavings.of(offering(Map.of()), "one, two."));
    assertEquals(0, KeystrokeSavings.NONE.share());
  }

  @Test
  void oneKeyBringsTheWordAndItsSpace() {
    // w, accept (ord + space), two letters: 4 keys for 7 characters.
    Column column = offering(Map.of("w", "ord"));
    assertEquals(new KeystrokeSavings(7, 4), KeystrokeSavings.of(column, "word is"));
    assertEquals(3 / 7.0, KeystrokeSavings.of(column, "word is").share(), 1e-12);
    assertEquals(new KeystrokeSavings(4, 2), KeystrokeSavings.of(column, "word"));
  }

  @Test
  void aSpaceInTheWayCostsAKey() {
    // w, accept, delete the space, full stop.
    assertEquals(
        new KeystrokeSavings(5, 4), KeystrokeSavings.of(offering(Map.of("w", "ord")), "word."));
    // Nothing to gain: "is" is typed.
    assertEquals(
        new KeystrokeSavings(3, 3), KeystrokeSavings.of(offering(Map.of("", "is")), "is."));
  }

  @Test
  void aWordThatGoesOnIsNotTheWord() {
    assertEquals(
        new KeystrokeSavings(5, 5), KeystrokeSavings.of(offering(Map.of("", "word")), "words"));
  }

  @Test
  void onTheTextItWasTrainedOnAModelSavesAThird() {
    Column column =
        new Completer(
            new CountLanguageModel(SmallCorpus.VOCABULARY, SmallCorpus.IDS),
            SmallCorpus.ENCODER,
            BlockList.NONE,
            CompleterOptions.DEFAULT);
    KeystrokeSavings savings = KeystrokeSavings.of(column, SmallCorpus.DOCUMENTS.stream(), 700, 1);
    assertEquals(700, savings.characters());
    assertTrue(savings.share() > 0.33 && savings.share() < 0.8, savings.toString());
    assertEquals(
        savings, KeystrokeSavings.of(column, SmallCorpus.DOCUMENTS.stream().sorted(), 700, 1));
    assertEquals(KeystrokeSavings.NONE, KeystrokeSavings.of(column, Stream.of(""), 700, 1));
  }

  /** A column that knows one completion for some texts. */
  private static Column offering(Map<String, String> completions) {
    return new Column() {
      @Override
      public String name() {
        return "one";
      }

      @Override
      public Completion complete(String text, int k) {
        String completion = completions.get(text);
        return new Completion(
            completion == null
                ? List.of()
                : List.of(
                    new Suggestion("other", "other", 0.6),
                    new Suggestion(text + completion, completion, 0.4)),
            null);
      }

      @Override
      public double[] score(String context, List<String> candidates) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
