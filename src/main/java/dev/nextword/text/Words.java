package dev.nextword.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words of running text, for finding those that must not occur. */
final class Words {
  private Words() {}

  /** Number of runs without white space. */
  static int count(String text) {
    int count = 0;
    boolean word = false;
    for (int i = 0; i < text.length(); i++) {
      boolean now = !Character.isWhitespace(text.charAt(i));
      count += now && !word ? 1 : 0;
      word = now;
    }
    return count;
  }

  /**
   * The lower-cased words without punctuation; "France's" gives "france" and "hadn't" gives "had",
   * as the tokenizer would split them.
   */
  static List<String> normalised(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && Character.isLetter(text.charAt(i))) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        boolean negated = text.startsWith("'t", i) || text.startsWith("’t", i);
        int end = negated && text.charAt(i - 1) == 'n' ? i - 1 : i;
        // What follows an apostrophe ("s", "ll", "t") is a clitic, never a word that we look for.
        boolean clitic = start > 0 && "'’".indexOf(text.charAt(start - 1)) >= 0 && i - start < 3;
        if (end > start && !clitic) {
          words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
        start = -1;
      }
    }
    return words;
  }

  /** Whether a word that is not the first begins with a capital; "I" does not count. */
  static boolean holdsCapital(String text) {
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      boolean begins =
          Character.isLetter(text.charAt(i)) && (i == 0 || !Character.isLetter(text.charAt(i - 1)));
      if (begins) {
        boolean longer = i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
        if (!first && Character.isUpperCase(text.charAt(i)) && (longer || text.charAt(i) != 'I')) {
          return true;
        }
        first = false;
      }
    }
    return false;
  }

  /** Adds the words that are written with a small first letter. */
  static void addSmallWords(String text, Set<String> words) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !Character.isLetter(text.charAt(i))) {
        if (i > start && Character.isLowerCase(text.charAt(start))) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  /** Ends in a single full stop, which may become a comma, after a clause of four words or more. */
  static boolean endsPlainly(CharSequence text) {
    int length = text.length();
    if (length < 2
        || text.charAt(length - 1) != '.'
        || !Character.isLetter(text.charAt(length - 2))) {
      return false;
    }
    int spaces = 0;
    int at = length - 2;
    while (at >= 0 && ".?!\"".indexOf(text.charAt(at)) < 0) {
      spaces += text.charAt(at) == ' ' && at > 0 ? 1 : 0;
      at--;
    }
    return spaces + (at < 0 ? 1 : 0) >= 4;
  }
}
