package dev.nextword.prediction;

import dev.nextword.tokens.Truecaser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that the tokenizer splits although people write them in one: {@code do n't}, {@code I 'm},
 * {@code ca n't}.
 */
final class Contractions {
  /** First parts that are no words by themselves. */
  private static final Set<String> BOUND = Set.of("ca", "wo", "ai", "sha");

  /** Each second part, with the first parts that it is written behind. */
  private static final Map<String, Set<String>> STEMS =
      Map.of(
          "n't",
          Set.of(
              "ca", "wo", "ai", "sha", "do", "does", "did", "is", "are", "was", "were", "have",
              "has", "had", "could", "would", "should", "must", "might", "need"),
          "'m",
          Set.of("i"),
          "'re",
          Set.of("you", "we", "they", "there", "what", "who", "where", "how"),
          "'ve",
          Set.of(
              "i", "you", "we", "they", "who", "there", "could", "would", "should", "might",
              "must"),
          "'ll",
          Set.of("i", "you", "he", "she", "it", "we", "they", "that", "there", "what", "who"),
          "'d",
          Set.of("i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "how"),
          "'s",
          Set.of(
              "he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "when",
              "let"));

  private Contractions() {}

  static boolean isClitic(String word) {
    return STEMS.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /** Whether this token stands only before a clitic and must never be shown alone. */
  static boolean isBound(String word) {
    return BOUND.contains(word.toLowerCase(Locale.ROOT));
  }

  /** The second parts that this word is often written with; none for most words. */
  static List<String> of(String stem) {
    String small = stem.toLowerCase(Locale.ROOT);
    return STEMS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(small))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Whether a word may follow another as far as contractions go: {@code 's} behind any word, other
   * clitics behind their own stems, and behind {@code ca} nothing but a clitic.
   */
  static boolean fits(String previous, String word) {
    Set<String> stems = STEMS.get(word.toLowerCase(Locale.ROOT));
    if (stems == null) {
      return !isBound(previous);
    }
    return stems.contains(previous.toLowerCase(Locale.ROOT))
        || (word.equals("'s") && Truecaser.isWord(previous));
  }
}
