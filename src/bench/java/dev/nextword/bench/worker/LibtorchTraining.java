package dev.nextword.bench.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The same network of libtorch's modules: embedding, recurrent module, {@link LibtorchOutput};
 * gradients by its autograd, {@code clip_grad_norm_}, its Adam.
 *
 * <p>Its recurrent modules have two biases a gate, which are only ever added. One of them is kept
 * at zero, since two would learn twice as fast as one; the exception is the bias that the GRU's
 * reset gate multiplies. Its Adam adds epsilon at another place than Deeplearning4j's; the value
 * given here makes the two equal (the second form of Kingma and Ba 2015, section 2).
 */
final class LibtorchTraining implements Trainee {
  private static final double EPSILON = 1e-8;
  private static final double BETA2 = 0.999;

  private final TrainingShape shape;
  private final EmbeddingImpl embedding;
  private final LibtorchRecurrent recurrent;
  private final LibtorchOutput output;
  private final TensorVector parameters = new TensorVector();
  private final Adam adam;
  private int updates;

  LibtorchTraining(TrainingShape shape, Path weights) throws IOException {
    this.shape = shape;
    Libtorch.start();
    embedding = new EmbeddingImpl(shape.vocabulary(), shape.embedding());
    recurrent = LibtorchRecurrent.of(shape);
    output = LibtorchOutput.of(shape);
    load(WeightFile.open(weights));
    for (Module module : List.of(embedding, recurrent.module(), output.module())) {
      TensorVector own = module.parameters();
      for (long i = 0; i < own.size(); i++) {
        if (own.get(i).requires_grad()) {
          parameters.push_back(own.get(i));
        }
      }
    }
    adam = new Adam(parameters, new AdamOptions(LEARNING_RATE));
  }

  private void load(WeightFile file) {
    Libtorch.withoutGradient(() -> fill(file));
    if (!file.finished()) {
      throw new IllegalStateException("weights of another shape than " + shape.line());
    }
  }

  private void fill(WeightFile file) {
    int hidden = shape.hidden();
    int gates = shape.gates();
    Libtorch.fill(embedding.weight(), file.next(shape.vocabulary() * shape.embedding()));
    TensorVector own = recurrent.module().parameters();
    for (int layer = 0; layer < shape.layers(); layer++) {
      Libtorch.fill(own.get(4L * layer), file.nextGates(gates, hidden, shape.inputs(layer)));
      Libtorch.fill(own.get(4L * layer + 1), file.nextGates(gates, hidden, hidden));
      Libtorch.fill(own.get(4L * layer + 2), file.next(gates * hidden));
      Tensor second = own.get(4L * layer + 3);
      second.zero_();
      if (shape.cell().equals("gru")) {
        Libtorch.fill(second.narrow(0, 2L * hidden, hidden), file.next(hidden));
      } else {
        second.set_requires_grad(false);
      }
    }
    output.fill(file);
  }

  @Override
  public double gradient(int[] inputs, int[] labels) {
    return Libtorch.scoped(
        () -> {
          adam.zero_grad();
          Tensor loss = output.loss(hidden(inputs), Libtorch.longs(labels));
          loss.backward();
          if (shape.cell().equals("gru")) {
            stopSecondBiases();
          }
          return (double) loss.item_float();
        });
  }

  /** Every word's score after each of these ids, {@code [time * batch, words]}. */
  Tensor scores(int[] inputs) {
    return output.scores(hidden(inputs));
  }

  private Tensor hidden(int[] inputs) {
    Tensor ids = torch.tensor(inputs).reshape(shape.time(), shape.batch());
    Tensor x = dropout(embedding.forward(ids));
    return dropout(recurrent.forward(x)).reshape(shape.words(), shape.hidden());
  }

  /** Back to zero states. */
  void restart() {
    recurrent.restart();
  }

  private Tensor dropout(Tensor x) {
    return shape.dropout() > 0 ? torch.dropout(x, shape.dropout(), true) : x;
  }

  private void stopSecondBiases() {
    TensorVector own = recurrent.module().parameters();
    for (long layer = 0; layer < shape.layers(); layer++) {
      own.get(4 * layer + 3).grad().narrow(0, 0, 2L * shape.hidden()).zero_();
    }
  }

  @Override
  public void update() {
    updates++;
    Libtorch.scoped(
        () -> {
          torch.clip_grad_norm_(parameters, CLIP);
          new AdamOptions(adam.param_groups().get(0).options())
              .eps()
              .put(EPSILON / Math.sqrt(1 - Math.pow(BETA2, updates)));
          return adam.step();
        });
  }

  @Override
  public String description() {
    return Libtorch.description();
  }
}
