package dev.nextword.bench.worker;

import dev.nextword.batches.Batch;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.network.WordNetwork;
import dev.nextword.network.WordStepper;
import dev.nextword.training.TrainerStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** This project's network, updated as {@code CellTrainer} does it. */
final class OurTraining implements Trainee {
  private final TrainingShape shape;
  private final WordNetwork network;
  private final TrainerStep step;

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
            SEED,
            shape.cutoffs().isEmpty() ? SoftmaxKind.FULL : SoftmaxKind.ADAPTIVE);
    Adam adam = new Adam(LEARNING_RATE);
    network = WordNetwork.create(settings, adam);
    step = new TrainerStep(network, adam, CLIP);
  }

  @Override
  public double gradient(int[] inputs, int[] labels) {
    step.read(inputs);
    boolean[][] noRestarts = new boolean[shape.time()][shape.batch()];
    return network.computeGradient(
        new Batch(shape.batch(), shape.time(), inputs, labels, new BitSet(), noRestarts), 0);
  }

  @Override
  public void update() {
    step.update();
  }

  @Override
  public void settle() {
    step.settle();
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
