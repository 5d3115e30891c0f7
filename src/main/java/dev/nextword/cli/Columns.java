package dev.nextword.cli;

import dev.nextword.model.ModelBundle;
import dev.nextword.prediction.Column;

/** Makes the columns that answer from the models on disk. */
final class Columns {
  private Columns() {}

  static Column of(ModelBundle bundle) {
    throw new CommandException("the model " + bundle.name() + " cannot be used yet");
  }
}
