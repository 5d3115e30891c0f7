package dev.nextword.text;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a UTF-8 file, unpacked where its name ends in {@code .gz}, and knows at which
 * line and byte it stands.
 *
 * <p>{@link java.io.BufferedReader} is not enough: it replaces bytes that are not UTF-8 without a
 * word, and it would read a line of any length into memory.
 */
final class LineReader implements Closeable {
  /** The longest line taken, in bytes. */
  static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 10];
  private long lineNumber;
  private long lineStart;
  private long nextLineStart;

  private LineReader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static LineReader open(Path file) {
    try {
      InputStream raw = Files.newInputStream(file);
      try {
        return new LineReader(file, isPacked(file) ? new GZIPInputStream(raw, 1 << 16) : raw);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (EOFException e) {
      throw new CorpusException(file + ": empty or cut off where a gzip header should be", e);
    } catch (ZipException e) {
      throw new CorpusException(
          file + ": not gzip, though its name says so; unpack it or rename it to .txt", e);
    } catch (IOException e) {
      throw new CorpusException(file + ": cannot be read: " + reason(e), e);
    }
  }

  /** The next line without its end, or null at the end of the file. */
  @Nullable String next() {
    lineStart = nextLineStart;
    lineNumber++;
    int length = 0;
    int b = read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = read()) {
      if (b == 0) {
        throw at(length, "a NUL byte: this is not a text file; give a UTF-8 .txt or .txt.gz file");
      }
      if (length == LONGEST_LINE) {
        throw at(
            length,
            "the line is longer than "
                + LONGEST_LINE
                + " bytes; put line ends between its sentences or paragraphs");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) b;
    }
    nextLineStart = lineStart + length + (b < 0 ? 0 : 1);
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return decode(length);
  }

  /** The number of the line that {@link #next} gave last, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  private String decode(int length) {
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    CharBuffer chars = CharBuffer.allocate(length);
    decoder.reset();
    CoderResult result = decoder.decode(bytes, chars, true);
    if (result.isError()) {
      throw at(
          bytes.position(),
          "not UTF-8 (byte 0x%02x); convert the file, for example with: iconv -f WINDOWS-1252 -t UTF-8"
              .formatted(line[bytes.position()] & 0xff));
    }
    try {
      result = decoder.flush(chars);
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      throw at(length, "not UTF-8");
    }
    String text = chars.flip().toString();
    // A byte order mark is no part of the text.
    return lineNumber == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private int read() {
    if (position == limit) {
      try {
        limit = in.read(buffer);
        position = 0;
      } catch (EOFException | ZipException e) {
        throw at(0, "the gzip data is damaged or cut off; fetch the file again", e);
      } catch (IOException e) {
        throw at(0, "cannot be read: " + reason(e), e);
      }
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }

  private CorpusException at(int offset, String problem) {
    return at(offset, problem, null);
  }

  private CorpusException at(int offset, String problem, @Nullable Throwable cause) {
    String where =
        "%s: line %d, byte %d%s: "
            .formatted(
                file,
                lineNumber,
                lineStart + offset,
                isPacked(file) ? " of the unpacked text" : "");
    return new CorpusException(where + problem, cause);
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "")
        + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Only read from: nothing can be lost.
    }
  }
}
