package dev.nextword.lab;

import dev.nextword.network.Initialisation;

/** How the recurrent matrix starts. */
public enum RecurrentStart implements Labelled {
  UNIFORM(Initialisation.UNIFORM),
  ORTHOGONAL(Initialisation.ORTHOGONAL),
  IDENTITY(Initialisation.IDENTITY);

  private final Initialisation initialisation;

  RecurrentStart(Initialisation initialisation) {
    this.initialisation = initialisation;
  }

  Initialisation initialisation() {
    return initialisation;
  }
}
