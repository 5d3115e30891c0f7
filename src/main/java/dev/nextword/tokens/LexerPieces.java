package dev.nextword.tokens;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into the pieces that the lexer reads one at a time, so that its time grows no faster
 * than the text.
 *
 * <p>The lexer looks for the longest token at each place, and some of its rules look very far: for
 * the end of a tag, of an address, of a row of quotes. A row of 4,000 quotes takes it half a
 * second, one of 16,000 longer than anybody waits. Ordinary text is one piece. Cut is
 *
 * <ul>
 *   <li>a run of more than {@value #LONGEST_RUN} characters without white space, because no word is
 *       that long: anywhere;
 *   <li>a line of more than {@value #LONGEST_LINE} characters, such as a chapter without line ends:
 *       between two words, where the lexer would have cut anyway.
 * </ul>
 *
 * <p>Where a run is cut depends only on what stands before the cut, so that the beginning of a text
 * is read the same however it goes on.
 */
final class LexerPieces {
  static final int LONGEST_RUN = 500;
  static final int LONGEST_LINE = 6_000;

  private LexerPieces() {}

  /**
   * Where the pieces end.
   *
   * @return offsets in rising order, the last one {@code text.length()}; empty for an empty text
   */
  static List<Integer> ends(String text) {
    List<Integer> ends = new ArrayList<>(1);
    int line = 0; // where this line began, or what is left of it after a cut
    int run = 0; // the same for the characters without white space
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (at - run >= LONGEST_RUN && !Character.isLowSurrogate(c) && !Folding.isSpace(c)) {
        ends.add(at);
        line = at;
        run = at;
      } else if (at - line >= LONGEST_LINE) {
        line = gap(text, line, at);
        run = Math.max(run, line);
        ends.add(line);
      }
      if (Folding.isSpace(c)) {
        run = at + 1;
        line = c == '\n' || c == '\r' ? at + 1 : line;
      }
    }
    if (!text.isEmpty()) {
      ends.add(text.length());
    }
    return ends;
  }

  /**
   * The last place up to {@code to} where a word begins behind a word: nothing that is written with
   * spaces inside (a telephone number, an ellipsis) stands there, and no full stop whose meaning
   * depends on what follows. Without one, the last place behind any white space; there is one, or
   * the run would have been cut.
   */
  private static int gap(String text, int from, int to) {
    for (int at = to; at > from + LONGEST_LINE / 2; at--) {
      if (Character.isLetter(text.charAt(at))
          && Folding.isSpace(text.charAt(at - 1))
          && Character.isLetter(text.charAt(at - 2))) {
        return at;
      }
    }
    int at = to;
    while (!Folding.isSpace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
