package dev.nextword.text;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads text that is in tokens already, a sentence a line, as the files of the Penn Treebank come:
 * every piece between white space is a token, whatever it looks like, and nothing is folded,
 * lower-cased or left out. White space is that of ASCII, so that a no-break space stays in its
 * token. A line without tokens is a sentence without words, as the field's readers have it: its end
 * counts.
 *
 * <p>The file is UTF-8 under any name, unpacked where that ends in {@code .gz}. Damage raises a
 * {@link CorpusException} with the line and the byte.
 */
public final class PretokenizedReader implements Closeable {
  private static final String WHITE_SPACE = " \t\f\r\u000b";

  private final Path file;
  private final LineReader lines;

  private PretokenizedReader(Path file, LineReader lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Opens a file. */
  public static PretokenizedReader open(Path file) {
    return new PretokenizedReader(file, LineReader.open(file));
  }

  /** The tokens of the next line, or null at the end of the file. */
  public @Nullable List<String> next() {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    List<String> tokens = new ArrayList<>();
    StringTokenizer pieces = new StringTokenizer(line, WHITE_SPACE);
    while (pieces.hasMoreTokens()) {
      tokens.add(pieces.nextToken());
    }
    return tokens;
  }

  /** What is wrong with the line that {@link #next} gave last, for the caller to throw. */
  public CorpusException problem(String problem) {
    return new CorpusException(file + ": line " + lines.lineNumber() + ": " + problem);
  }

  @Override
  public void close() {
    lines.close();
  }
}
