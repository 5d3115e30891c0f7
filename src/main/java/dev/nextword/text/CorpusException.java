package dev.nextword.text;

/**
 * A text that cannot be used; the message names the file, the line and the byte, and what to do.
 */
public class CorpusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorpusException(String message) {
    super(message);
  }

  public CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
