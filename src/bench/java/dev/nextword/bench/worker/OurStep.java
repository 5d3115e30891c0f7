package dev.nextword.bench.worker;

import dev.nextword.network.WordStepper;
import java.io.IOException;
import java.nio.file.Path;

/** This project's network on plain arrays, as it answers keys. */
final class OurStep implements StepRequests.Stepper {
  private final OurTraining network;
  private final Path weights;
  private final WordStepper stepper;
  private WordStepper.State state;
  private float[] logProbabilities = new float[0];

  OurStep(TrainingShape shape, String weights) {
    this.network = new OurTraining(shape);
    this.weights = Path.of(weights);
    this.stepper = network.stepper();
    this.state = stepper.zero();
  }

  @Override
  public void step(int id) {
    state = stepper.step(state, id);
    logProbabilities = stepper.logProbabilities(state);
  }

  @Override
  public float logProbability(int id) {
    return logProbabilities[id];
  }

  @Override
  public void restart() {
    state = stepper.zero();
  }

  @Override
  public void save() throws IOException {
    network.save(weights);
  }
}
