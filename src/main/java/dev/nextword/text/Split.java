package dev.nextword.text;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which part of a corpus a document belongs to: 90 % training, 5 % validation, 5 % test.
 *
 * <p>Decided by a hash of the document's text alone, so that a document stays where it was when
 * text is added, moved or renamed, and a text that occurs twice is never on both sides. A text of
 * so few documents that a part would be empty gives it some of another ({@link Parts}).
 */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** The part of a document with this text. */
  public static Split of(String text) {
    return ofHash(hash(text));
  }

  static Split ofHash(long hash) {
    long percent = hash % 100;
    return percent < 90 ? TRAIN : percent < 95 ? VALID : TEST;
  }

  static long hash(String text) {
    CRC32C hash = new CRC32C();
    hash.update(text.strip().getBytes(StandardCharsets.UTF_8));
    return hash.getValue();
  }
}
