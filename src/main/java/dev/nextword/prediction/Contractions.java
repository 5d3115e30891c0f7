package dev.nextword.prediction;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that the tokenizer splits although people write them in one: {@code do n't}, {@code I 'm},
 * {@code ca n't}.
 */
final class Contractions {
  /** The second parts, as tokens. */
  static final List<String> CLITICS = List.of("n't", "'s", "'m", "'d", "'ll", "'re", "'ve");

  /** First parts that are no words by themselves. */
  private static final Set<String> BOUND = Set.of("ca", "wo", "ai", "sha");

  /** First parts often contracted: worth a look at what comes next. */
  private static final Set<String> STEMS =
      Set.of(
          "ca", "wo", "ai", "sha", "do", "does", "did", "is", "are", "was", "were", "have", "has",
          "had", "could", "would", "should", "must", "need", "i", "you", "he", "she", "it", "we",
          "they", "that", "there", "here", "what", "who", "where", "how", "let");

  private Contractions() {}

  static boolean isClitic(String word) {
    return CLITICS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether this token stands only before a clitic and must never be shown alone. */
  static boolean isBound(String word) {
    return BOUND.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isStem(String word) {
    return STEMS.contains(word.toLowerCase(Locale.ROOT));
  }
}
