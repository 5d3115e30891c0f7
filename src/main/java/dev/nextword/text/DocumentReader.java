package dev.nextword.text;

import org.jspecify.annotations.Nullable;

/** Cuts the lines of one file into documents, holding no more than one of them in memory. */
interface DocumentReader {
  /** The next document's text, or null at the end. */
  @Nullable String next();

  /** The lines of a file, one at a time. */
  interface Lines {
    /** The next line, or null at the end. */
    @Nullable String next();
  }

  /**
   * The reader for a layout.
   *
   * @param proseWords see {@link ProseDocuments#wordsFor}
   */
  static DocumentReader of(Layout layout, Lines lines, int proseWords) {
    return switch (layout) {
      case SENTENCES -> () -> nextSentence(lines);
      case DIALOGUES -> () -> nextDialogue(lines);
      case PROSE -> new ProseDocuments(lines, proseWords);
    };
  }

  private static @Nullable String nextSentence(Lines lines) {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : line.strip();
  }

  private static @Nullable String nextDialogue(Lines lines) {
    StringBuilder dialogue = new StringBuilder();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        String turn = Layout.SPEAKER.matcher(line.strip()).replaceFirst("");
        dialogue.append(dialogue.isEmpty() ? "" : "\n").append(turn);
        // A file without blank lines is one endless dialogue: cut it, so that memory is bounded.
        if (dialogue.length() < ProseDocuments.MOST_CHARACTERS) {
          continue;
        }
      }
      if (!dialogue.isEmpty()) {
        break;
      }
    }
    return dialogue.isEmpty() ? null : dialogue.toString();
  }
}
