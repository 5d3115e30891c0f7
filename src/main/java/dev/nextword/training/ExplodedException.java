package dev.nextword.training;

/** A training whose loss, gradient or weights are not finite any more. */
final class ExplodedException extends TrainingException {
  private static final long serialVersionUID = 1L;

  ExplodedException(String message) {
    super(message);
  }
}
