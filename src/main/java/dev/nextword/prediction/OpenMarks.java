package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;

/**
 * Which marks may be closed at a place.
 *
 * @param quote whether a double quote is open
 * @param bracket whether a round bracket is open
 */
record OpenMarks(boolean quote, boolean bracket) {
  /** A quote opened further back was most likely just never closed. */
  private static final int REACH = 300;

  /** What is open after these words. */
  static OpenMarks in(int[] ids, Vocabulary vocabulary) {
    return new OpenMarks(isOpen(ids, vocabulary, "``", "''"), isOpen(ids, vocabulary, "(", ")"));
  }

  private static boolean isOpen(int[] ids, Vocabulary vocabulary, String opening, String closing) {
    int open = vocabulary.id(opening);
    int close = vocabulary.id(closing);
    if (open == Vocabulary.UNKNOWN || close == Vocabulary.UNKNOWN) {
      return false;
    }
    for (int i = ids.length - 1; i >= Math.max(0, ids.length - REACH); i--) {
      if (ids[i] == open || ids[i] == close) {
        return ids[i] == open;
      }
    }
    return false;
  }

  /** Whether this word closes nothing, or something open. */
  boolean allows(String word) {
    return switch (word) {
      case "''" -> quote;
      case ")" -> bracket;
      default -> true;
    };
  }
}
