package dev.nextword.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent layer of any {@link Cell}: the loop over time, forward and back, as a layer of a
 * Deeplearning4j network.
 *
 * <p>Activations in and out are {@code [batch, features, time]}. State is carried from window to
 * window as Deeplearning4j does it, by {@code rnnTimeStep} for prediction and by {@code
 * rnnActivateUsingStoredState} for truncated backpropagation through time (Williams and Peng 1990):
 * values cross the boundary of a window, gradients do not. Where a document begins inside a window
 * the state restarts from zero, see {@link #restartAt}.
 *
 * <p>Masks of the input are not supported: windows are packed without gaps, and padding at the end
 * of a window is left out of the loss by {@link WordSoftmax}. Not safe for threads, like every
 * layer of Deeplearning4j.
 */
public final class RecurrentLayer extends BaseRecurrentLayer<RecurrentConfiguration> {
  private static final long serialVersionUID = 1L;
  private static final String[] STATE_KEYS = {"h", "c"};

  private final transient Cell cell;
  private transient @Nullable Window window;
  private transient boolean @Nullable [][] restarts;
  private transient @Nullable INDArray ones;

  RecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.cell = layerConf().cell().cell();
  }

  /**
   * Where documents begin in the windows from now on: the state before such a step is zero, and no
   * gradient flows back over it.
   *
   * @param restarts {@code [time][batch]}, or null for none
   */
  public void restartAt(boolean @Nullable [][] restarts) {
    this.restarts = restarts;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return forward(Map.of(), training, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    INDArray out = forward(stateMap, false, workspaces);
    keepState(stateMap);
    return out;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    INDArray out = forward(tBpttStateMap, training, workspaces);
    if (store) {
      keepState(tBpttStateMap);
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return tbpttBackpropGradient(epsilon, -1, workspaces);
  }

  private INDArray forward(
      Map<String, INDArray> carried, boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (maskArray != null) {
      throw new UnsupportedOperationException(
          "a mask of the input: pack the windows and use restartAt");
    }
    applyDropOutIfNecessary(training, workspaces);
    INDArray x = Series.flatten(input.castTo(dataType)); // [inputs, batch * time]
    int batch = (int) input.size(0);
    int time = (int) input.size(2);
    Window w = window(batch, time);
    int inputs = layerConf().inputs();

    for (int g = 0; g < cell.gates(); g++) {
      broadcastBias(w, g, w.gate[g].all);
      INDArray weights =
          Series.columns(getParam(RecurrentConfiguration.INPUT_WEIGHTS), (long) g * inputs, inputs);
      Nd4j.gemm(weights, x, w.gate[g].all, false, false, 1, 1);
    }
    if (cell.splitGate() >= 0) {
      broadcastBias(w, cell.gates(), w.memory[0].all); // the bias that is added to R h alone
    }
    for (int t = 0; t < time; t++) {
      for (int s = 0; s < cell.states(); s++) {
        if (t > 0) {
          w.previous[s].at[t].assign(w.state[s].at[t - 1]);
        } else if (carried.containsKey(STATE_KEYS[s])) {
          w.previous[s].at[0].assign(carried.get(STATE_KEYS[s]).transpose());
        } else {
          w.previous[s].at[0].assign(0);
        }
        clearRestarted(w.previous[s].at[t], t);
      }
      cell.forward(w, t);
    }
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {layerConf().hidden(), (long) batch * time},
            'f');
    return Series.unflatten(out.assign(w.state[0].all), batch);
  }

  /**
   * {@inheritDoc}
   *
   * @param backLength ignored: gradients go back to the start of the window, which is as long as
   *     the caller made it
   */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backLength, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray x = Series.flatten(input.castTo(dataType));
    int batch = (int) input.size(0);
    Window w = window(batch, (int) input.size(2));
    int inputs = layerConf().inputs();
    int hidden = layerConf().hidden();

    w.hiddenGradient.all.assign(Series.flatten(epsilon));
    cell.factors(w);
    for (INDArray running : w.gradient) {
      running.assign(0);
    }
    for (int t = w.time - 1; t >= 0; t--) {
      INDArray dh = w.hiddenGradient.at[t];
      dh.addi(w.gradient[0]);
      w.gradient[0].assign(dh);
      cell.backward(w, t);
      for (INDArray running : w.gradient) {
        clearRestarted(running, t);
      }
    }

    INDArray ofInputWeights = gradientViews.get(RecurrentConfiguration.INPUT_WEIGHTS);
    INDArray ofRecurrentWeights = gradientViews.get(RecurrentConfiguration.RECURRENT_WEIGHTS);
    INDArray ofBias = gradientViews.get(RecurrentConfiguration.BIAS);
    INDArray down =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {inputs, x.columns()}, 'f');
    INDArray weights = getParam(RecurrentConfiguration.INPUT_WEIGHTS);
    for (int g = 0; g < cell.gates(); g++) {
      INDArray da = w.input[g].all;
      INDArray dr = w.recurrent[g].all;
      Nd4j.gemm(
          da, x, Series.columns(ofInputWeights, (long) g * inputs, inputs), false, true, 1, 0);
      Nd4j.gemm(
          dr,
          w.previous[0].all,
          Series.columns(ofRecurrentWeights, (long) g * hidden, hidden),
          false,
          true,
          1,
          0);
      Nd4j.gemm(da, ones(w), Series.columns(ofBias, g, 1), false, false, 1, 0);
      Nd4j.gemm(
          Series.columns(weights, (long) g * inputs, inputs),
          da,
          down,
          true,
          false,
          1,
          g == 0 ? 0 : 1);
    }
    if (cell.splitGate() >= 0) {
      INDArray dr = w.recurrent[cell.splitGate()].all;
      Nd4j.gemm(dr, ones(w), Series.columns(ofBias, cell.gates(), 1), false, false, 1, 0);
    }
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient.gradientForVariable()::put);
    return new Pair<>(gradient, backpropDropOutIfPresent(Series.unflatten(down, batch)));
  }

  /**
   * Fills a series with one bias vector. As a product with a row of ones it is three times as fast
   * as a broadcast.
   */
  private void broadcastBias(Window w, int index, INDArray into) {
    Nd4j.gemm(Series.columns(w.bias, index, 1), ones(w), into, false, true, 1, 0);
  }

  private INDArray ones(Window w) {
    long columns = (long) w.batch * w.time;
    if (ones == null || ones.length() != columns) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        ones = Nd4j.ones(dataType, columns, 1);
      }
    }
    return ones;
  }

  private Window window(int batch, int time) {
    Window w = window;
    if (w == null || w.batch != batch || w.time != time) {
      w = new Window(cell, dataType, layerConf().hidden(), batch, time);
      window = w;
    }
    INDArray recurrent = getParam(RecurrentConfiguration.RECURRENT_WEIGHTS);
    for (int g = 0; g < cell.gates(); g++) {
      w.weights[g] =
          Series.columns(recurrent, (long) g * layerConf().hidden(), layerConf().hidden());
    }
    w.bias = getParam(RecurrentConfiguration.BIAS);
    return w;
  }

  private void clearRestarted(INDArray columns, int t) {
    boolean[][] at = restarts;
    if (at == null) {
      return;
    }
    for (int b = 0; b < at[t].length; b++) {
      if (at[t][b]) {
        Series.columns(columns, b, 1).assign(0);
      }
    }
  }

  /**
   * Keeps the last state of the window, {@code [batch, hidden]} as Deeplearning4j's own layers have
   * it.
   */
  private void keepState(Map<String, INDArray> into) {
    Window w = window;
    if (w == null) {
      throw new IllegalStateException("no forward pass yet");
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      for (int s = 0; s < cell.states(); s++) {
        into.put(STATE_KEYS[s], w.state[s].at[w.time - 1].dup('f').transpose());
      }
    }
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
