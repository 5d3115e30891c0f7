package dev.nextword.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts running prose into documents.
 *
 * <p>Lines up to a blank line are joined to one paragraph; a line too long to have been wrapped by
 * hand is a paragraph of its own. A chapter heading, and the titles in capitals or the numbers
 * right below it, begin a new document and are left out: a model would otherwise believe that every
 * text begins with "Chapter". A document that has reached a number of words ends with its
 * paragraph: with whole books as documents, a split of 5 % would be one book or none. That number
 * is {@value #WORDS}, and for less text {@linkplain #wordsFor smaller}.
 */
final class ProseDocuments implements DocumentReader {
  /** Long enough to learn in what a text carries on, short enough for many in a split. */
  static final int WORDS = 2_000;

  private static final int FEWEST_WORDS = 250;

  /** A split of 5 % leaves no part empty and measures something where there are so many. */
  private static final int ENOUGH_DOCUMENTS = 100;

  /** English prose, the space after a word included. */
  private static final int BYTES_OF_A_WORD = 6;

  /** Bounds the memory a document takes where no paragraph ends. */
  static final int MOST_CHARACTERS = 1 << 20;

  private static final String NUMBER =
      "(?:\\d{1,3}|[IVXLC]{1,8}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
          + "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[-"
          + " ][a-z]{3,5})?|(?:the )?(?:first|second|third|last)))";

  private static final Pattern HEADING =
      Pattern.compile(
          "(?i:chapter|book|part|volume|adventure|letter|act|scene) "
              + NUMBER
              + "(?:[.:\\s\u2014-].*)?"
              + "|"
              + NUMBER
              + "\\.?"
              + "|[IVXLC]{1,8}\\. \\p{Lu}.*|\\d{1,3}\\.? \\p{Lu}[^.?!]*");

  private static final Pattern TITLE_BELOW =
      Pattern.compile("[^\\p{Ll}\"\u201c\u2018]*\\p{Lu}[^\\p{Ll}\"\u201d]*");
  private static final int LONGEST_HEADING = 100;

  /** Emphasis as Project Gutenberg marks it: _word_. */
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\p{L}\\p{N}_])_([^_]+)_(?![\\p{L}\\p{N}_])");

  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

  private final DocumentReader.Lines lines;
  private final int wordsOfOne;
  private @Nullable String pendingLine;
  private boolean belowHeading;

  /**
   * @param wordsOfOne a document ends with the paragraph that reaches so many
   */
  ProseDocuments(DocumentReader.Lines lines, int wordsOfOne) {
    this.lines = lines;
    this.wordsOfOne = wordsOfOne;
  }

  /**
   * Words of a document, for a text of this size: the largest of 2,000, 1,000, 500 and 250 that
   * gives about a hundred documents. In steps, so that a text which grows is seldom cut anew: 2,000
   * from 1.2 MB on, 1,000 from 600 kB, 500 from 300 kB.
   *
   * @param bytes of all files of the text, unpacked
   */
  static int wordsFor(long bytes) {
    int words = WORDS;
    while (words > FEWEST_WORDS && bytes / BYTES_OF_A_WORD < (long) words * ENOUGH_DOCUMENTS) {
      words /= 2;
    }
    return words;
  }

  @Override
  public @Nullable String next() {
    StringBuilder document = new StringBuilder();
    int words = 0;
    for (String paragraph = paragraph(); paragraph != null; paragraph = paragraph()) {
      boolean heading = isHeading(paragraph);
      if (heading || (belowHeading && isTitle(paragraph))) {
        belowHeading = true;
        if (heading && !document.isEmpty()) {
          return document.toString();
        }
        continue;
      }
      belowHeading = false;
      if (paragraph.codePoints().noneMatch(Character::isLetterOrDigit)) {
        continue; // A row of stars between scenes.
      }
      document.append(document.isEmpty() ? "" : "\n").append(paragraph);
      words += WHITE_SPACE.split(paragraph).length;
      if (words >= wordsOfOne || document.length() >= MOST_CHARACTERS) {
        return document.toString();
      }
    }
    return document.isEmpty() ? null : document.toString();
  }

  private static boolean isHeading(String paragraph) {
    return paragraph.length() <= LONGEST_HEADING && HEADING.matcher(paragraph).matches();
  }

  private static boolean isTitle(String paragraph) {
    return paragraph.length() <= LONGEST_HEADING && TITLE_BELOW.matcher(paragraph).matches();
  }

  /** The next paragraph on one line, or null at the end. */
  private @Nullable String paragraph() {
    StringBuilder paragraph = new StringBuilder();
    while (true) {
      String line = pendingLine != null ? pendingLine : lines.next();
      pendingLine = null;
      boolean blank = line == null || line.isBlank();
      boolean whole = line != null && line.strip().length() > Layout.LONGEST_WRAPPED;
      if (!paragraph.isEmpty() && (blank || whole)) {
        pendingLine = whole ? line : null;
        return tidy(paragraph);
      }
      if (line == null) {
        return null;
      }
      if (!blank) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
        if (whole || paragraph.length() >= MOST_CHARACTERS) {
          return tidy(paragraph);
        }
      }
    }
  }

  private static String tidy(CharSequence paragraph) {
    String spaced = WHITE_SPACE.matcher(paragraph).replaceAll(" ").strip();
    return spaced.indexOf('_') < 0 ? spaced : EMPHASIS.matcher(spaced).replaceAll("$1");
  }
}
