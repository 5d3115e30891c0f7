package dev.nextword.prediction;

import dev.nextword.tokens.Folding;

/**
 * Keeps the end of a very long text.
 *
 * <p>Beyond {@value #LIMIT} characters (about 20,000 words) the beginning is left out, in whole
 * blocks, so that the place where the text is cut stays the same while some ten thousand characters
 * are typed and cached prefixes stay valid.
 */
final class Clip {
  static final int LIMIT = 100_000;
  private static final int BLOCK = 50_000;

  private Clip() {}

  /** The text, or its last 50,000 to 100,000 characters from the beginning of a line or word. */
  static String clip(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    int cut = (text.length() - LIMIT + BLOCK - 1) / BLOCK * BLOCK;
    int latest = cut + BLOCK / 2; // before the end: at least half a block stays
    int line = text.indexOf('\n', cut);
    if (line >= 0 && line < latest) {
      return text.substring(line + 1);
    }
    for (int at = cut; at < latest; at++) {
      if (Folding.isSpace(text.charAt(at))) {
        return text.substring(at + 1);
      }
    }
    // No white space for thousands of characters: nothing that could be read as words.
    return "";
  }
}
