package dev.nextword.prediction;

import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Tokenizer;

/**
 * Bounds the text that a key makes us read.
 *
 * <ul>
 *   <li>Beyond {@value #LIMIT} characters (about 20,000 words) the beginning is left out, in whole
 *       blocks, so that the place where the text is cut stays the same while some ten thousand
 *       characters are typed and cached prefixes stay valid.
 *   <li>After more than {@value #LONGEST_RUN} characters without white space the text begins anew:
 *       no words stand there, and each of its pieces would cost a step of the model.
 * </ul>
 */
public final class Clip {
  static final int LIMIT = 100_000;
  static final int LONGEST_RUN = Tokenizer.LONGEST_WORD;
  private static final int BLOCK = 50_000;

  private Clip() {}

  /** The end of the text that is read, from the beginning of a line or word; may be empty. */
  public static String clip(String text) {
    int begin = 0;
    if (text.length() > LIMIT) {
      begin = (text.length() - LIMIT + BLOCK - 1) / BLOCK * BLOCK;
      int line = text.indexOf('\n', begin);
      if (line >= 0 && line < begin + BLOCK / 2) {
        begin = line;
      }
      while (begin < text.length() && !Folding.isSpace(text.charAt(begin))) {
        begin++;
      }
    }
    int run = 0;
    for (int at = begin; at < text.length(); at++) {
      run = Folding.isSpace(text.charAt(at)) ? 0 : run + 1;
      if (run > LONGEST_RUN) {
        begin = at + 1;
      }
    }
    return text.substring(begin);
  }

  /** Whether the caret stands in a run of characters too long to be a word. */
  static boolean isInRun(String text) {
    for (int at = text.length() - 1; at >= text.length() - LONGEST_RUN - 1; at--) {
      if (at < 0 || Folding.isSpace(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }
}
