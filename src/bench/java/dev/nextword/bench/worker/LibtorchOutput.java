package dev.nextword.bench.worker;

import org.bytedeco.pytorch.AdaptiveLogSoftmaxWithLossImpl;
import org.bytedeco.pytorch.AdaptiveLogSoftmaxWithLossOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What libtorch puts behind the recurrent module. */
abstract class LibtorchOutput {
  abstract Module module();

  /** Takes its weights; to be called without recording for autograd. */
  abstract void fill(WeightFile file);

  /** Scores whose softmax are the words' probabilities, {@code [labels, words]}. */
  abstract Tensor scores(Tensor h);

  /** Mean loss a label. */
  abstract Tensor loss(Tensor h, Tensor labels);

  static LibtorchOutput of(TrainingShape shape) {
    return shape.cutoffs().isEmpty() ? new Full(shape) : new Adaptive(shape);
  }

  private static final class Full extends LibtorchOutput {
    private final TrainingShape shape;
    private final LinearImpl linear;

    Full(TrainingShape shape) {
      this.shape = shape;
      this.linear = new LinearImpl(shape.hidden(), shape.vocabulary());
    }

    @Override
    Module module() {
      return linear;
    }

    @Override
    void fill(WeightFile file) {
      Libtorch.fill(linear.weight(), file.next(shape.hidden() * shape.vocabulary()));
      Libtorch.fill(linear.bias(), file.next(shape.vocabulary()));
    }

    @Override
    Tensor scores(Tensor h) {
      return linear.forward(h);
    }

    @Override
    Tensor loss(Tensor h, Tensor labels) {
      return torch.cross_entropy_loss(scores(h), labels);
    }
  }

  /** Its clusters have no biases; ours begin at zero, so that the first loss is the same. */
  private static final class Adaptive extends LibtorchOutput {
    private final TrainingShape shape;
    private final AdaptiveLogSoftmaxWithLossImpl adaptive;

    Adaptive(TrainingShape shape) {
      this.shape = shape;
      long[] cutoffs = shape.cutoffs().stream().mapToLong(Integer::longValue).toArray();
      AdaptiveLogSoftmaxWithLossOptions options =
          new AdaptiveLogSoftmaxWithLossOptions(
              shape.hidden(), shape.vocabulary(), new LongVector(cutoffs));
      options.div_value().put(4);
      options.head_bias().put(true);
      this.adaptive = new AdaptiveLogSoftmaxWithLossImpl(options);
    }

    @Override
    Module module() {
      return adaptive;
    }

    /** Head's weight and bias; then of each cluster the projection's weight and the words'. */
    @Override
    void fill(WeightFile file) {
      TensorVector own = adaptive.parameters();
      Libtorch.fill(own.get(0), file.next((int) own.get(0).numel()));
      Libtorch.fill(own.get(1), file.next((int) own.get(1).numel()));
      for (long i = 2; i < own.size(); i += 2) {
        int narrow = (int) own.get(i).size(0);
        Libtorch.fill(own.get(i), file.nextGates(1, narrow, shape.hidden()));
        Libtorch.fill(own.get(i + 1), file.next((int) own.get(i + 1).numel()));
        file.next((int) own.get(i + 1).size(0)); // our biases
      }
    }

    @Override
    Tensor scores(Tensor h) {
      return adaptive.log_prob(h);
    }

    @Override
    Tensor loss(Tensor h, Tensor labels) {
      return adaptive.forward(h, labels).output().mean().neg();
    }
  }
}
