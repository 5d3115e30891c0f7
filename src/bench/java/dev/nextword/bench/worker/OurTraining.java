package dev.nextword.bench.worker;

import dev.nextword.batches.Batch;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import dev.nextword.network.WordStepper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** This project's network, updated as {@code CellTrainer} does it. */
final class OurTraining implements Trainee {
  private final TrainingShape shape;
  private final WordNetwork network;
  private int updates;

  OurTraining(TrainingShape shape) {
    this.shape = shape;
    NetworkSettings settings =
        new NetworkSettings(
            CellType.of(shape.cell()),
            shape.vocabulary(),
            shape.embedding(),
            shape.hidden(),
            shape.layers(),
            0,
            shape.dropout(),
            Initialisation.UNIFORM,
            1,
            SEED);
    network = WordNetwork.create(settings, new Adam(LEARNING_RATE));
  }

  @Override
  public double gradient(int[] inputs, int[] labels) {
    boolean[][] noRestarts = new boolean[shape.time()][shape.batch()];
    return network.computeGradient(
        new Batch(shape.batch(), shape.time(), inputs, labels, new BitSet(), noRestarts), 0);
  }

  @Override
  public void update() {
    INDArray gradient = network.network().getFlattenedGradients();
    double norm = gradient.norm2Number().doubleValue();
    if (norm > CLIP) {
      gradient.muli(CLIP / norm);
    }
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

  /** The same weights, one word at a time. */
  WordStepper stepper() {
    return network.stepper();
  }

  @Override
  public void save(Path file) throws IOException {
    INDArray weights = network.network().params();
    WeightFile.write(file, weights.reshape('c', new long[] {weights.length()}).toFloatVector());
  }

  @Override
  public String description() {
    return "nextword on ND4J, " + Nd4j.getBlasWrapper().getClass().getSimpleName();
  }
}
