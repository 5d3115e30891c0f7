package dev.nextword.bench.worker;

import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** libtorch's three recurrent modules behind one interface; the state is carried along. */
abstract class LibtorchRecurrent {
  /** The module, for its parameters. */
  abstract Module module();

  /** {@code [time, batch, inputs]} to {@code [time, batch, hidden]}. */
  abstract Tensor forward(Tensor x);

  /** Back to zero states. */
  abstract void restart();

  static LibtorchRecurrent of(TrainingShape shape) {
    return switch (shape.cell()) {
      case "rnn" -> new Rnn(shape);
      case "gru" -> new Gru(shape);
      case "lstm" -> new Lstm(shape);
      default -> throw new IllegalArgumentException(shape.cell());
    };
  }

  private static Tensor zeroState(TrainingShape shape) {
    return torch.zeros(shape.layers(), shape.batch(), shape.hidden());
  }

  /** Values go on to the next window, gradients do not. */
  private static void carry(Tensor from, Tensor to) {
    Libtorch.withoutGradient(() -> to.copy_(from));
  }

  private static final class Rnn extends LibtorchRecurrent {
    private final RNNImpl module;
    private final Tensor state;

    Rnn(TrainingShape shape) {
      RNNOptions options = new RNNOptions(shape.embedding(), shape.hidden());
      options.num_layers().put(shape.layers());
      options.dropout().put(shape.dropout());
      module = new RNNImpl(options);
      state = zeroState(shape);
    }

    @Override
    Module module() {
      return module;
    }

    @Override
    Tensor forward(Tensor x) {
      T_TensorTensor_T out = module.forward(x, state.clone());
      carry(out.get1(), state);
      return out.get0();
    }

    @Override
    void restart() {
      state.zero_();
    }
  }

  private static final class Gru extends LibtorchRecurrent {
    private final GRUImpl module;
    private final Tensor state;

    Gru(TrainingShape shape) {
      GRUOptions options = new GRUOptions(shape.embedding(), shape.hidden());
      options.num_layers().put(shape.layers());
      options.dropout().put(shape.dropout());
      module = new GRUImpl(options);
      state = zeroState(shape);
    }

    @Override
    Module module() {
      return module;
    }

    @Override
    Tensor forward(Tensor x) {
      T_TensorTensor_T out = module.forward(x, state.clone());
      carry(out.get1(), state);
      return out.get0();
    }

    @Override
    void restart() {
      state.zero_();
    }
  }

  private static final class Lstm extends LibtorchRecurrent {
    private final LSTMImpl module;
    private final Tensor h;
    private final Tensor c;

    Lstm(TrainingShape shape) {
      LSTMOptions options = new LSTMOptions(shape.embedding(), shape.hidden());
      options.num_layers().put(shape.layers());
      options.dropout().put(shape.dropout());
      module = new LSTMImpl(options);
      h = zeroState(shape);
      c = zeroState(shape);
    }

    @Override
    Module module() {
      return module;
    }

    @Override
    Tensor forward(Tensor x) {
      // Clones, because autograd keeps what it was given until the way back.
      T_TensorT_TensorTensor_T_T out =
          module.forward(x, new T_TensorTensor_T(h.clone(), c.clone()));
      carry(out.get1().get0(), h);
      carry(out.get1().get1(), c);
      return out.get0();
    }

    @Override
    void restart() {
      h.zero_();
      c.zero_();
    }
  }
}
