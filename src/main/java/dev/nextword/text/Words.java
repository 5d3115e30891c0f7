package dev.nextword.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words of running text, for measuring distance and for finding words that must not occur. */
final class Words {
  private Words() {}

  /** Number of runs without white space. */
  static int count(String text) {
    return count(text, false);
  }

  /**
   * As {@link #count(String)}, after a stretch that ends inside a word: with {@code inside}, what
   * still belongs to that word (a full stop, "'s") is not counted.
   */
  static int count(String text, boolean inside) {
    int count = 0;
    boolean word = inside;
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

  /** Ends in a single full stop, which may become a comma. */
  static boolean endsPlainly(CharSequence text) {
    int length = text.length();
    return length > 1
        && text.charAt(length - 1) == '.'
        && Character.isLetter(text.charAt(length - 2));
  }
}
