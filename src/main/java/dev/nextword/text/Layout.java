package dev.nextword.text;

import java.util.List;
import java.util.regex.Pattern;

/** How a text file is laid out: what its line ends mean, and where a document begins. */
public enum Layout {
  /** One sentence a line, lines unrelated: every line is a document. */
  SENTENCES,

  /**
   * One turn a line after a short speaker mark ({@code U: }, {@code Anna: }), a blank line between
   * dialogues: a dialogue is a document, one turn a line, the marks taken off.
   */
  DIALOGUES,

  /**
   * Paragraphs with blank lines between them, hard-wrapped or not: cut into documents at chapter
   * headings and at the end of the paragraph that reaches {@value ProseDocuments#WORDS} words; less
   * where the whole text has less than a hundred such documents ({@link ProseDocuments#wordsFor}).
   */
  PROSE;

  /** How many lines {@link #detect} wants to see. */
  static final int LINES_TO_SEE = 400;

  static final Pattern SPEAKER = Pattern.compile("^\\p{L}[\\p{L}\\p{N} .]{0,15}: +");

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.?!\u2026:][\"'\u201d\u2019)\\]]*$");

  /** Longer lines were not wrapped by hand. */
  static final int LONGEST_WRAPPED = 120;

  /**
   * Decides from the first lines of a file:
   *
   * <ol>
   *   <li>four in five lines begin with a speaker mark: {@link #DIALOGUES};
   *   <li>a blank line stands between lines: {@link #PROSE};
   *   <li>fewer than half of the lines end a sentence and they are 40 characters long on average
   *       (wrapped), or they are longer than 200 on average (paragraphs): {@link #PROSE};
   *   <li>otherwise {@link #SENTENCES}.
   * </ol>
   *
   * @param lines the first {@value #LINES_TO_SEE} lines, or all if there are fewer
   */
  static Layout detect(List<String> lines) {
    List<String> filled = lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    int count = filled.size();
    if (count == 0) {
      return PROSE;
    }
    long marked = filled.stream().filter(l -> SPEAKER.matcher(l).find()).count();
    if (marked * 5 >= count * 4L) {
      return DIALOGUES;
    }
    if (hasInnerBlank(lines)) {
      return PROSE;
    }
    long ended = filled.stream().filter(l -> SENTENCE_END.matcher(l).find()).count();
    double length = filled.stream().mapToInt(String::length).average().orElse(0);
    boolean wrapped = ended * 2 < count && length >= 40;
    return wrapped || length > 200 ? PROSE : SENTENCES;
  }

  private static boolean hasInnerBlank(List<String> lines) {
    boolean seenText = false;
    boolean blankAfterText = false;
    for (String line : lines) {
      if (line.isBlank()) {
        blankAfterText = seenText;
      } else if (blankAfterText) {
        return true;
      } else {
        seenText = true;
      }
    }
    return false;
  }
}
