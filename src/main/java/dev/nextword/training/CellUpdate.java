package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.network.WordNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** One update of a network after the other, as {@link CellTrainer} does them, to be timed. */
final class CellUpdate {
  private final WordNetwork network;
  private final TrainingSettings settings;
  private final @Nullable AdamStep adam;
  private int updates;

  CellUpdate(WordNetwork network, TrainingSettings settings) {
    this.network = network;
    this.settings = settings;
    this.adam =
        settings.updater() instanceof Adam configuration
                && AdamStep.serves(network.network().params())
            ? AdamStep.of(network, configuration)
            : null;
  }

  void of(Batch batch) {
    if (adam != null) {
      adam.read(batch.inputs());
      network.computeGradient(batch, settings.answerWeight());
      double norm = adam.norm();
      double scale = norm > settings.clip() ? settings.clip() / norm : 1;
      adam.apply(scale, settings.learningRate(), updates++);
      return;
    }
    network.computeGradient(batch, settings.answerWeight());
    INDArray gradient = network.network().getFlattenedGradients();
    network
        .network()
        .getUpdater()
        .update(
            network.network(),
            network.network().gradient(),
            updates++,
            0,
            1,
            LayerWorkspaceMgr.noWorkspaces());
    network.network().params().reshape(gradient.shape()).subi(gradient);
  }
}
