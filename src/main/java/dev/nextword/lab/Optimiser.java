package dev.nextword.lab;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** What makes an update of a gradient. */
public enum Optimiser implements Labelled {
  /** Minus learning rate times gradient: a small gradient makes a small update. */
  SGD,
  /** Each weight's gradient divided by its own usual size (Kingma and Ba 2015). */
  ADAM;

  IUpdater updater(double learningRate) {
    return switch (this) {
      case SGD -> new Sgd(learningRate);
      case ADAM -> new Adam(learningRate);
    };
  }
}
