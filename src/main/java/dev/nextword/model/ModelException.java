package dev.nextword.model;

import java.nio.file.Path;

/**
 * A model that cannot be used; the message names the file, what is wrong with it, and what to do.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file that is not what it should be. */
  static ModelException of(Path file, String problem) {
    return new ModelException(file + ": " + problem);
  }

  /** A file that is not what it should be, found out by another exception. */
  static ModelException of(Path file, String problem, Throwable cause) {
    return new ModelException(file + ": " + problem, cause);
  }
}
