package dev.nextword.tokens;

import java.text.Normalizer;

/**
 * One spelling for what people and programs write in several: a model should not have to learn that
 * {@code don't} and {@code don’t} are one word.
 *
 * <p>Apostrophes and single quotes become {@code '}, double quotes {@code "}, ellipses {@code ...},
 * long dashes {@code --}, other hyphens {@code -}; letters are composed (Unicode NFC); characters
 * without width and soft hyphens go; white space becomes single spaces.
 */
public final class Folding {
  private Folding() {}

  /** Folds a text; line ends become spaces, too. */
  public static String fold(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\u2018', '\u2019', '\u201a', '\u201b', '\u02bc', '\u00b4', '`', '\u0091', '\u0092' ->
            folded.append('\'');
        case '\u201c', '\u201d', '\u201e', '\u201f', '\u00ab', '\u00bb', '\u0093', '\u0094' ->
            folded.append('"');
        case '\u2026', '\u0085' -> folded.append("...");
        case '\u2014', '\u2015', '\u0097' -> folded.append("--");
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\u0096' -> folded.append('-');
        case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff' -> {}
        default -> {
          if (!isSpace(c)) {
            folded.append(c);
          } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
          }
        }
      }
    }
    int end = folded.length();
    if (end > 0 && folded.charAt(end - 1) == ' ') {
      folded.setLength(end - 1);
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** Space, tab, line end, no-break space and their like. */
  public static boolean isSpace(int c) {
    if (c > ' ' && c < 0x7f) {
      return false; // nearly all there is, and asked of every character of a text on every key
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** True where nothing can need folding; most tokens. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '`') {
        return false;
      }
    }
    return true;
  }
}
