package dev.nextword.explanation;

import dev.nextword.tokens.Numbers;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Finds the word of a vocabulary that a person means. */
final class TargetWords {
  private static final int SUGGESTED = 3;

  /** What is farther from a word than this, in letters changed, is not near it. */
  private static final int FARTHEST = 3;

  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer = new Tokenizer();

  TargetWords(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The id of a word, in whatever case.
   *
   * @throws UnknownTargetException naming the nearest words that there are
   */
  int id(String target) {
    String word = target.strip();
    int exact = vocabulary.id(word);
    if (exact >= Vocabulary.SPECIAL.size()) {
      return exact;
    }
    List<String> tokens =
        tokenizer.sentences(word).stream().map(Sentence::words).flatMap(List::stream).toList();
    if (tokens.size() > 1) {
      int first = vocabulary.idInAnyCase(tokens.get(0));
      throw new UnknownTargetException(
          "The target is read as "
              + tokens.size()
              + " tokens; ask for one"
              + (first == Vocabulary.UNKNOWN ? "." : ", such as " + vocabulary.word(first) + "."));
    }
    String token = tokens.isEmpty() ? word : tokens.get(0);
    if (Numbers.isNumber(token)) {
      return Vocabulary.NUMBER;
    }
    int id = vocabulary.idInAnyCase(token);
    if (id == Vocabulary.UNKNOWN) {
      List<String> near = nearest(token);
      throw new UnknownTargetException(
          "The target is none of the model's "
              + vocabulary.size()
              + " words"
              + (near.isEmpty() ? "." : "; near it are " + String.join(", ", near) + "."));
    }
    return id;
  }

  /** The words that are reached with the fewest letters changed, the more frequent ones first. */
  List<String> nearest(String word) {
    if (word.isEmpty() || word.length() > Tokenizer.LONGEST_WORD) {
      return List.of();
    }
    record Near(int id, int distance) {}
    String small = word.toLowerCase(Locale.ROOT);
    List<Near> near = new ArrayList<>();
    IntStream.range(Vocabulary.SPECIAL.size(), vocabulary.size())
        .forEach(
            id -> {
              String other = vocabulary.word(id).toLowerCase(Locale.ROOT);
              if (Math.abs(other.length() - small.length()) <= FARTHEST) {
                int distance = distance(small, other);
                if (distance <= Math.min(FARTHEST, Math.max(1, small.length() / 2))) {
                  near.add(new Near(id, distance));
                }
              }
            });
    return near.stream()
        .sorted(Comparator.comparingInt(Near::distance).thenComparingInt(Near::id))
        .limit(SUGGESTED)
        .map(found -> vocabulary.word(found.id()))
        .toList();
  }

  /** Letters inserted, left out or replaced (Levenshtein 1966). */
  static int distance(String a, String b) {
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
