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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
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

  /** One key a word, whatever its length. */
  @Test
  void aColumnThatAlwaysKnowsTakesAKeyAWord() {
    String text = "seven words of quite different lengths indeed";
    KeystrokeSavings savings = KeystrokeSavings.of(random(text, new Random(1), 1), text);
    assertEquals(new KeystrokeSavings(text.length(), 7), savings);
    assertEquals(1 - 7.0 / text.length(), savings.share(), 1e-12);
  }

  /** A person who looks at what stands on the screen, and not at places in the text. */
  @Test
  void equalsASlowPerson() {
    Random random = new Random(2);
    for (int trial = 0; trial < 300; trial++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        made.append("ab , d.".charAt(random.nextInt(7)));
      }
      String text = made.toString();
      Column column = random(text, new Random(trial), random.nextDouble());
      String typed = "";
      int keys = 0;
      while (!typed.equals(text)) {
        String best = text.substring(0, typed.length() + 1);
        int bestKeys = 1;
        for (Suggestion suggestion : column.complete(typed, 3).suggestions()) {
          String accepted = typed + suggestion.completion();
          if (!text.startsWith(accepted)
              || text.substring(accepted.length()).matches("(?s)\\w.*")) {
            continue; // another word
          }
          boolean fits = (text + " ").startsWith(accepted + " ");
          String then = text.startsWith(accepted + " ") ? accepted + " " : accepted;
          int price = fits ? 1 : 2; // the space that came with it is deleted
          if (then.length() - price > best.length() - bestKeys) {
            best = then;
            bestKeys = price;
          }
        }
        typed = best;
        keys += bestKeys;
      }
      assertEquals(
          new KeystrokeSavings(text.length(), keys), KeystrokeSavings.of(column, text), text);
    }
  }

  /** Offers, among others, the rest of the word at the caret, with this probability. */
  private static Column random(String text, Random seed, double knows) {
    long salt = seed.nextLong();
    return column(
        typed -> {
          Random random = new Random(salt + typed.length());
          List<Suggestion> offered = new ArrayList<>();
          for (int i = 0; i < 2; i++) {
            int end = typed.length() + 1 + random.nextInt(6);
            if (typed.length() < text.length() && end <= text.length() && knows < 1) {
              String completion = text.substring(typed.length(), end);
              offered.add(new Suggestion(typed + completion, completion, 0.3));
            }
          }
          String rest = text.substring(typed.length()).replaceFirst("(?s)(?<=\\w)\\W.*", "");
          if (!rest.isEmpty() && random.nextDouble() < knows) {
            offered.add(new Suggestion(typed + rest, rest, 0.2));
          }
          return new Completion(offered, null);
        });
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
    return column(
        text -> {
          String completion = completions.get(text);
          return new Completion(
              completion == null
                  ? List.of()
                  : List.of(
                      new Suggestion("other", "other", 0.6),
                      new Suggestion(text + completion, completion, 0.4)),
              null);
        });
  }

  private static Column column(Function<String, Completion> completing) {
    return new Column() {
      @Override
      public String name() {
        return "one";
      }

      @Override
      public Completion complete(String text, int k) {
        return completing.apply(text);
      }

      @Override
      public double[] score(String context, List<String> candidates) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
