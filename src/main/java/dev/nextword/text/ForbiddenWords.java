package dev.nextword.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what must not stand between cue and trigger of one kind. Immutable. */
final class ForbiddenWords {
  /** Set in a text's mask when no passage of the kind may hold it. */
  static final long NEVER = 1L;

  /** Normalised words or phrases, and what they set. */
  private final Map<String, Long> bits = new HashMap<>();

  private final Set<String> firstWords = new HashSet<>();
  private final boolean capitals;
  private int longest = 1;

  ForbiddenWords(KindTemplates kind) {
    capitals = kind.avoidsCapitals();
    // Forms of verbs are forbidden by their own triggers alone.
    List<String> forms = kind.namesAnswers() ? List.of() : kind.answers();
    for (int i = 0; i < forms.size(); i++) {
      // 63 forms have a bit of their own; more would share, which only forbids a little more.
      bits.put(forms.get(i), 1L << (1 + i % 63));
    }
    for (String phrase : kind.forbidden()) {
      List<String> words = Words.normalised(phrase);
      longest = Math.max(longest, words.size());
      bits.put(String.join(" ", words), NEVER);
    }
    bits.keySet().forEach(phrase -> firstWords.add(phrase.split(" ", 2)[0]));
  }

  /** Whether no name may stand between, be it listed or not. */
  boolean avoidsCapitals() {
    return capitals;
  }

  /** What one form of a verb sets; {@link #NEVER} or nothing for another word. */
  long of(String word) {
    return bits.getOrDefault(word, 0L);
  }

  /** What a text sets. */
  long mask(String text) {
    return mask(text, Words.normalised(text));
  }

  /**
   * What a text sets.
   *
   * @param words of the text, normalised
   */
  long mask(String text, List<String> words) {
    long mask = capitals && Words.holdsCapital(text) ? NEVER : 0;
    for (int start = 0; start < words.size(); start++) {
      if (!firstWords.contains(words.get(start))) {
        continue;
      }
      StringBuilder phrase = new StringBuilder();
      for (int end = start; end < Math.min(words.size(), start + longest); end++) {
        phrase.append(end == start ? "" : " ").append(words.get(end));
        mask |= bits.getOrDefault(phrase.toString(), 0L);
      }
    }
    return mask;
  }
}
