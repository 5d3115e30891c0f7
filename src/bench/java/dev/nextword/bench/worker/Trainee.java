package dev.nextword.bench.worker;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A network in training, in some library: Adam at learning rate {@value #LEARNING_RATE}, gradient
 * clipped to a global norm of {@value #CLIP}, state carried from window to window.
 */
interface Trainee {
  double LEARNING_RATE = 1e-3;

  /** Small enough to be reached by most updates, so that its cost is measured too. */
  double CLIP = 0.25;

  long SEED = 1;

  /**
   * Forward and backward through one window.
   *
   * @return mean loss a word, in nats
   */
  double gradient(int[] inputs, int[] labels);

  /** Clips the gradient and changes the weights. */
  void update();

  /** Does what updates have put off until somebody looks at the weights. */
  default void settle() {}

  /** Writes all weights in this project's order, see {@link WeightFile}. */
  default void save(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** What computes, in words, such as the release and its settings. */
  String description();
}
