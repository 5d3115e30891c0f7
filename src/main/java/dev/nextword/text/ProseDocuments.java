package dev.nextword.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts running prose into documents.
 *
 * <p>Lines up to a blank line are joined to one paragraph; a line too long to have been wrapped by
 * hand is a paragraph of its own. A chapter heading, and the titles in capitals or the numbers
 * right below it, begin a new document and are left out: a model would otherwise believe that every
 * text begins with "Chapter". A document that has reached {@value #WORDS} words ends with its
 * paragraph: with whole books as documents, a split of 5 % would be one book or none.
 */
final class ProseDocuments implements DocumentReader {
  static final int WORDS = 2_000;

  /** Bounds the memory a document takes where no paragraph ends. */
  static final int MOST_CHARACTERS = 1 << 20;

  private static final String NUMBER =
      "(?:\\d{1,3}|[IVXLC]{1,8}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
          + "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
          + "|(?:twenty|thirty|forty|fifty)(?:[- ][a-z]{3,5})?|(?:the )?(?:first|second|third|last)))";

  private static final Pattern HEADING =
      Pattern.compile(
          "(?i:chapter|book|part|volume|adventure|letter|act|scene) "
              + NUMBER
              + "(?:[.:\\s\u2014-].*)?"
              + "|"
              + NUMBER
              + "\\.?"
              + "|[IVXLC]{1,8}\\. \\p{Lu}.*|\\d{1,3}\\.? \\p{Lu}[^.?!]*");

  private static final Pattern TITLE_BELOW = Pattern.compile("[^\\p{Ll}]*\\p{Lu}[^\\p{Ll}]*");
  private static final int LONGEST_HEADING = 100;

  /** Emphasis as Project Gutenberg marks it: _word_. */
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\p{L}\\p{N}_])_([^_]+)_(?![\\p{L}\\p{N}_])");

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final DocumentReader.Lines lines;
  private @Nullable String pendingLine;
  private boolean belowHeading;

  ProseDocuments(DocumentReader.Lines lines) {
    this.lines = lines;
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
      document.append(document.isEmpty() ? "" : "\n").append(paragraph);
      words += WHITE_SPACE.split(paragraph).length;
      if (words >= WORDS || document.length() >= MOST_CHARACTERS) {
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
