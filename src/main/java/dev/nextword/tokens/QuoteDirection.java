package dev.nextword.tokens;

/**
 * Folds the tokens of a text in reading order and gives its quotes a direction: {@code ``} and
 * {@code ''}, {@code `} and {@code '}.
 *
 * <p>A curly quote says its direction itself. A straight one opens with white space or an opening
 * bracket before it and something after it, closes the other way round, and where both sides look
 * alike ({@code said--"}, {@code 5 " 6}, a quote just typed at the end) it opens if none is open in
 * its line.
 */
final class QuoteDirection {
  private final String text;
  private boolean open;

  QuoteDirection(String text) {
    this.text = text;
  }

  /** Quotes do not reach over a line end: a paragraph's quote is often never closed. */
  void newLine() {
    open = false;
  }

  /** The folded token at this place. */
  String fold(int start, int end) {
    String token = text.substring(start, end);
    char c = token.charAt(0);
    if (end - start == 1) {
      switch (c) {
        case '"' -> {
          return doubleQuote(opens(start, end, !open));
        }
        case '\u201c', '\u201e', '\u201f', '\u00ab' -> {
          return doubleQuote(true);
        }
        case '\u201d', '\u00bb' -> {
          return doubleQuote(false);
        }
        case '\u2018', '\u201a', '\u201b' -> {
          return "`";
        }
        case '\'', '`', '\u00b4', '\u2019' -> {
          return opens(start, end, afterDash(start) || end == text.length()) ? "`" : "'";
        }
        default -> {}
      }
    }
    return switch (token) {
      case "``", "\u2018\u2018" -> doubleQuote(true);
      case "''", "\u2019\u2019" -> doubleQuote(opens(start, end, !open));
      case "&quot;" -> doubleQuote(opens(start, end, !open));
      default -> foldWord(token);
    };
  }

  private static String foldWord(String token) {
    String folded = Folding.fold(token);
    if (folded.equals("\"") || folded.equals("''")) {
      return "''";
    }
    return folded.startsWith(". .") ? "..." : folded;
  }

  private String doubleQuote(boolean opens) {
    open = opens;
    return opens ? "``" : "''";
  }

  private boolean opens(int start, int end, boolean otherwise) {
    boolean spaceBefore = start == 0 || isOpening(text.charAt(start - 1));
    boolean spaceAfter = end == text.length() || isClosing(text.charAt(end));
    return spaceBefore == spaceAfter ? otherwise : spaceBefore;
  }

  /** A dash before and a letter after: {@code live in--'for a gentleman'}. */
  private boolean afterDash(int start) {
    return start > 1 && (text.charAt(start - 1) == '\u2014' || text.startsWith("--", start - 2));
  }

  private static boolean isOpening(char c) {
    return Folding.isSpace(c) || "([{\"'\u201c\u2018".indexOf(c) >= 0;
  }

  private static boolean isClosing(char c) {
    return Folding.isSpace(c) || ".,;:?!)]}\u201d\u2019".indexOf(c) >= 0;
  }
}
