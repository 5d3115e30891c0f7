package dev.nextword.explanation;

/** A target that is no word of the model's vocabulary. The message does not repeat it. */
public final class UnknownTargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownTargetException(String message) {
    super(message, null, false, false);
  }
}
