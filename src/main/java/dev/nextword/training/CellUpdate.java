package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.network.WordNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** One update of a network after the other, as {@link CellTrainer} does them, to be timed. */
final class CellUpdate {
  private final WordNetwork network;
  private final TrainingSettings settings;
  private int updates;

  CellUpdate(WordNetwork network, TrainingSettings settings) {
    this.network = network;
    this.settings = settings;
    network.network().initGradientsView();
  }

  void of(Batch batch) {
    network.computeGradient(batch, settings.answerWeight());
    INDArray weights = network.network().params();
    INDArray gradient = network.network().getFlattenedGradients();
    if (settings.updater() instanceof Adam configuration && AdamStep.serves(weights)) {
      AdamStep adam =
          new AdamStep(
              configuration,
              weights,
              gradient,
              network.network().getUpdater().getStateViewArray());
      double norm = adam.norm();
      adam.apply(
          norm > settings.clip() ? settings.clip() / norm : 1, settings.learningRate(), updates);
    } else {
      network
          .network()
          .getUpdater()
          .update(
              network.network(),
              network.network().gradient(),
              updates,
              0,
              1,
              LayerWorkspaceMgr.noWorkspaces());
      weights.reshape(gradient.shape()).subi(gradient);
    }
    updates++;
  }
}
