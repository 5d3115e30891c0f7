package dev.nextword.tokens;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Takes the capital off a sentence's first word, unless the text it was made from prefers the
 * capital: <em>The</em> becomes <em>the</em>, <em>Tom</em> stays.
 *
 * <p>Preferred is the form seen more often where it is not first in a sentence; with equal counts,
 * the small letter (Lita et al. 2003, "tRuEcasIng", section 3, the unigram baseline). The counts of
 * a vocabulary decide the same: its first words were counted in the form that had been preferred,
 * which leaves that form ahead.
 *
 * <p>Only a capital followed by small letters is touched; NASA, McDonald and I stay. The first word
 * is the first token with a letter or digit: quotes and brackets before it do not count.
 */
public final class Truecaser {
  private final ToLongFunction<String> count;

  /**
   * @param count how often a word was seen in exactly this spelling; 0 for an unknown one
   */
  public Truecaser(ToLongFunction<String> count) {
    this.count = count;
  }

  /** The form of a sentence's first word that the text prefers. */
  public String truecase(String first) {
    if (!isCapitalised(first)) {
      return first;
    }
    String small = decapitalise(first);
    return count.applyAsLong(first) > count.applyAsLong(small) ? first : small;
  }

  /**
   * The place of a sentence's first word.
   *
   * @return index of the first token with a letter or digit, or the number of tokens if there is
   *     none
   */
  public static int firstWord(List<Token> sentence) {
    int i = 0;
    while (i < sentence.size() && !isWord(sentence.get(i).text())) {
      i++;
    }
    return i;
  }

  /** Whether a token has a letter or digit in it. */
  public static boolean isWord(String token) {
    return token.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether this is a capital followed by nothing but small letters and marks, and not "I". */
  public static boolean isCapitalised(String word) {
    if (word.isEmpty() || word.equals("I") || !Character.isUpperCase(word.codePointAt(0))) {
      return false;
    }
    int rest = Character.charCount(word.codePointAt(0));
    return word.codePoints().skip(1).noneMatch(Character::isUpperCase)
        // "U.S." is no capitalised word, and neither is "J.".
        && (rest == word.length() || word.codePoints().skip(1).anyMatch(Character::isLetter));
  }

  /** With a capital first letter, after an apostrophe, too: {@code 'Tis}. */
  public static String capitalise(String word) {
    int at = word.startsWith("'") ? 1 : 0;
    if (at >= word.length() || !Character.isLowerCase(word.codePointAt(at))) {
      return word;
    }
    int first = word.codePointAt(at);
    return word.substring(0, at)
        + Character.toString(Character.toTitleCase(first))
        + word.substring(at + Character.charCount(first));
  }

  /** With a small first letter. */
  public static String decapitalise(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int first = word.codePointAt(0);
    return Character.toString(Character.toLowerCase(first))
        + word.substring(Character.charCount(first));
  }
}
