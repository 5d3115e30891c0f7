package dev.nextword.text;

/** A text that is larger than it may be. */
public final class TooMuchTextException extends CorpusException {
  private static final long serialVersionUID = 1L;

  TooMuchTextException(String message) {
    super(message);
  }
}
