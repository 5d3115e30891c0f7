package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds for every answer to every text. */
final class SuggestionChecks {
  private static final Tokenizer TOKENIZER = new Tokenizer();

  private SuggestionChecks() {}

  static Completion check(Column column, String text, int k) {
    Completion completion = column.complete(text, k);
    assertTrue(completion.suggestions().size() <= k);
    double sum = 0;
    double last = 1;
    Set<String> completions = new HashSet<>();
    for (Suggestion suggestion : completion.suggestions()) {
      String message = column.name() + " after [" + end(text) + "]: " + suggestion;
      assertTrue(suggestion.probability() >= 0 && suggestion.probability() <= last, message);
      last = suggestion.probability();
      sum += last;
      assertTrue(completions.add(suggestion.completion()), message);
      checkText(text, suggestion.completion(), message);
      assertFalse(Vocabulary.SPECIAL.contains(suggestion.word()), message);
      checkLastWord(text + suggestion.completion(), suggestion.word(), message);
    }
    assertTrue(sum <= 1 + 1e-4, () -> column.name() + " after [" + end(text) + "]: sums up to > 1");
    if (completion.phrase() != null) {
      String message = column.name() + " after [" + end(text) + "]: " + completion.phrase();
      checkText(text, completion.phrase().text(), message);
      double probability = completion.phrase().probability();
      assertTrue(probability >= PhraseOptions.DEFAULT.probability() && probability <= 1, message);
      assertTrue(completion.phrase().text().strip().indexOf(' ') > 0, message);
      long words =
          Arrays.stream(completion.phrase().text().split(" ")).filter(Truecaser::isWord).count();
      assertTrue(words <= 5, message);
    }
    return completion;
  }

  private static void checkText(String text, String completion, String message) {
    assertFalse(completion.isEmpty(), message);
    assertFalse(completion.contains("  "), message);
    assertFalse(completion.contains("<"), message);
    assertFalse(completion.endsWith(" "), message);
    boolean spaceBefore = text.isEmpty() || Folding.isSpace(text.charAt(text.length() - 1));
    assertFalse(spaceBefore && completion.startsWith(" "), message);
  }

  /** The text's last one or two tokens are the word. */
  private static void checkLastWord(String text, String word, String message) {
    String tail = text.substring(Math.max(0, text.length() - 200));
    List<String> tokens =
        TOKENIZER.sentences(tail).stream().flatMap(s -> s.words().stream()).toList();
    List<String> expected =
        TOKENIZER.sentences(word).stream().flatMap(s -> s.words().stream()).toList();
    int from = Math.max(0, tokens.size() - expected.size());
    String last = surface(tokens.subList(from, tokens.size()));
    // A full stop may become part of what stands before it: E.
    boolean stop = word.equals(".") && last.endsWith(".");
    assertTrue(stop || last.equals(surface(expected)), () -> message + " became " + last);
  }

  private static String surface(List<String> tokens) {
    return tokens.stream().map(Detokenizer::surface).collect(Collectors.joining(" "));
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - 60));
  }
}
