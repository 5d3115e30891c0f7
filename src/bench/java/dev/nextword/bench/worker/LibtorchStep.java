package dev.nextword.bench.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The same of libtorch's modules, without autograd. */
final class LibtorchStep implements StepRequests.Stepper {
  private final LibtorchTraining network;
  private final float[] logProbabilities;
  private final InferenceMode mode;

  LibtorchStep(TrainingShape shape, String weights) throws IOException {
    this.network = new LibtorchTraining(shape, Path.of(weights));
    this.mode = new InferenceMode(); // of this thread, from now on
    this.logProbabilities = new float[shape.vocabulary()];
  }

  @Override
  public void step(int id) {
    Libtorch.scoped(
        () -> {
          Tensor out = torch.log_softmax(network.scores(new int[] {id}), 1);
          // Into Java's memory, where the answer is needed.
          return new FloatPointer(out.data_ptr_float()).get(logProbabilities);
        });
  }

  @Override
  public float logProbability(int id) {
    return logProbabilities[id];
  }

  @Override
  public void restart() {
    network.restart();
  }

  @Override
  public void save() {
    throw new UnsupportedOperationException("weights come from the other side");
  }
}
