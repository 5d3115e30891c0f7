package dev.nextword.training;

import dev.nextword.network.WordNetwork;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;

/** Clipping and Adam as {@link CellTrainer} does them, for the benchmark. */
public final class TrainerStep {
  private final Adam configuration;
  private final AdamStep adam;
  private final double clip;
  private int updates;

  /** For a network that was created with this updater. */
  public TrainerStep(WordNetwork words, Adam configuration, double clip) {
    MultiLayerNetwork network = words.network();
    network.initGradientsView(); // else it is made with the first gradient
    this.configuration = configuration;
    this.clip = clip;
    this.adam =
        new AdamStep(
            configuration,
            network.params(),
            network.getFlattenedGradients(),
            network.getUpdater().getStateViewArray());
  }

  /** Changes the weights by the gradient that was computed last. */
  public void update() {
    double norm = adam.norm();
    adam.apply(norm > clip ? clip / norm : 1, configuration.getLearningRate(), updates++);
  }
}
