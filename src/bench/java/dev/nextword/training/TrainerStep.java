package dev.nextword.training;

import dev.nextword.network.WordNetwork;
import org.nd4j.linalg.learning.config.Adam;

/** Clipping and Adam as {@link CellTrainer} does them, for the benchmark. */
public final class TrainerStep {
  private final Adam configuration;
  private final AdamStep adam;
  private final double clip;
  private int updates;

  /** For a network that was created with this updater. */
  public TrainerStep(WordNetwork words, Adam configuration, double clip) {
    this.configuration = configuration;
    this.clip = clip;
    this.adam = AdamStep.of(words, configuration);
  }

  /** To be called before the gradient is computed. */
  public void read(int[] inputs) {
    adam.read(inputs);
  }

  /** Changes the weights by the gradient that was computed last. */
  public void update() {
    double norm = adam.norm();
    adam.apply(norm > clip ? clip / norm : 1, configuration.getLearningRate(), updates++);
  }

  /** To be called before anything else looks at the weights. */
  public void settle() {
    adam.settle();
  }
}
