package dev.nextword.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
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
  private final transient InputDropout dropout = new InputDropout();
  private final transient GateWeights weights;
  private final transient GateWeights gradients;
  private transient @Nullable Window window;
  private transient boolean @Nullable [][] restarts;
  private transient @Nullable Series memoryGradient;

  RecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    RecurrentConfiguration its = layerConf();
    this.cell = its.cell().cell();
    this.weights = new GateWeights(cell, type, its.hidden(), its.inputs());
    this.gradients = new GateWeights(cell, type, its.hidden(), its.inputs());
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

  /**
   * What the bias starts with of the gate that says how much memory is kept: the LSTM's forget
   * gate, the GRU's update gate. The larger, the longer the memory.
   *
   * @throws IllegalStateException if the cell has no such gate
   */
  public void setKeepingBias(double bias) {
    if (cell.keeping() < 0) {
      throw new IllegalStateException(layerConf().cell() + " has no gate that keeps its memory");
    }
    Series.columns(getParam(RecurrentConfiguration.BIAS), cell.keeping(), 1).assign(bias);
  }

  /**
   * Norm of dL/dh_t in the last backward pass, all that comes back through time included.
   *
   * @return {@code [time][batch]}
   */
  public double[][] hiddenGradientNorms() {
    return norms(lastWindow().hiddenGradient);
  }

  /**
   * The same of dL/dc_t of the LSTM, as it comes back from the next step; from the second backward
   * pass on after it was first asked for.
   *
   * @return {@code [time][batch]}, or null for a cell without a second state
   */
  public double @Nullable [][] memoryGradientNorms() {
    if (cell.states() < 2) {
      return null;
    }
    Window w = lastWindow();
    if (memoryGradient == null || memoryGradient.at.length != w.time) {
      memoryGradient = Series.create(dataType, layerConf().hidden(), w.batch, w.time);
      memoryGradient.all.assign(Double.NaN);
    }
    return norms(memoryGradient);
  }

  private Window lastWindow() {
    Window w = window;
    if (w == null) {
      throw new IllegalStateException("no forward pass yet");
    }
    return w;
  }

  private static double[][] norms(Series series) {
    double[][] norms = new double[series.at.length][];
    for (int t = 0; t < norms.length; t++) {
      norms[t] = series.at[t].norm2(0).toDoubleVector();
    }
    return norms;
  }

  /** The layer's weights, as {@link StepTrace} multiplies with them. */
  GateWeights currentWeights() {
    weights.take(params);
    return weights;
  }

  Cell cell() {
    return cell;
  }

  DataType precision() {
    return dataType;
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
    weights.take(params);
    broadcast(w, weights.bias, w.gates);
    Nd4j.gemm(weights.input, x, w.gates.all, false, false, 1, 1);
    if (cell.splitsProducts()) {
      broadcast(w, weights.recurrentBias, w.recurrent);
    }
    for (int t = 0; t < time; t++) {
      Step step = w.steps[t];
      for (int s = 0; s < cell.states(); s++) {
        Slice previous = step.previous()[s];
        if (t > 0) {
          previous.set(w.steps[t - 1].state()[s]);
        } else if (carried.containsKey(STATE_KEYS[s])) {
          previous.pull(carried.get(STATE_KEYS[s]).transpose().dup('f'));
        } else {
          previous.clear();
        }
        clearRestarted(previous, t);
      }
      step.previous()[0].push();
      Nd4j.gemm(weights.recurrent, w.previous.at[t], w.recurrent.at[t], false, false, 1, 1);
      step.pullProducts();
      cell.forward(step);
      step.state()[0].push();
    }
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {layerConf().hidden(), (long) batch * time},
            'f');
    return Series.unflatten(out.assign(w.state.all), batch);
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

    w.hiddenGradient.all.assign(Series.flatten(epsilon));
    for (Slice running : w.running) {
      running.clear();
    }
    for (int t = w.time - 1; t >= 0; t--) {
      Step step = w.steps[t];
      INDArray fromAbove = w.hiddenGradient.at[t];
      Slice dh = w.running[0].plus(w.room.pull(fromAbove)).push(fromAbove);
      if (memoryGradient != null && memoryGradient.at.length == w.time) {
        w.running[1].push(memoryGradient.at[t]);
      }
      cell.backward(step);
      step.pushGradients();
      // [batch, hidden]: OpenBLAS takes two thirds of the time that the transposed product takes
      Nd4j.gemm(w.recurrentGradient.at[t], weights.recurrent, w.through, true, false, 1, 0);
      dh.plus(w.room.pullTransposed(w.through));
      for (Slice running : w.running) {
        clearRestarted(running, t);
      }
    }

    INDArray down =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {x.rows(), x.columns()}, 'f');
    INDArray da = w.inputGradient.all;
    INDArray dr = w.recurrentGradient.all;
    Nd4j.gemm(weights.input, da, down, true, false, 1, 0);
    Nd4j.gemm(da, x, gradients.input, false, true, 1, 0);
    Nd4j.gemm(dr, w.previous.all, gradients.recurrent, false, true, 1, 0);
    Nd4j.gemm(da, w.ones, gradients.bias, false, false, 1, 0);
    if (cell.splitsProducts()) {
      Nd4j.gemm(dr, w.ones, gradients.recurrentBias, false, false, 1, 0);
    }
    gradients.give(gradientViews);
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient.gradientForVariable()::put);
    if (dropoutApplied) {
      dropout.back(down);
    }
    return new Pair<>(gradient, Series.unflatten(down, batch));
  }

  /**
   * Fills a series with one vector. As a product with a row of ones it is three times as fast as a
   * broadcast.
   */
  private static void broadcast(Window w, INDArray vector, Series into) {
    Nd4j.gemm(vector, w.ones, into.all, false, true, 1, 0);
  }

  private Window window(int batch, int time) {
    Window w = window;
    if (w == null || w.batch != batch || w.time != time) {
      w = new Window(cell, dataType, layerConf().hidden(), batch, time);
      window = w;
    }
    return w;
  }

  private void clearRestarted(Slice slice, int t) {
    boolean[][] at = restarts;
    if (at == null) {
      return;
    }
    for (int b = 0; b < at[t].length; b++) {
      if (at[t][b]) {
        slice.clear(b);
      }
    }
  }

  /**
   * Keeps the last state of the window, {@code [batch, hidden]} as Deeplearning4j's own layers have
   * it.
   */
  private void keepState(Map<String, INDArray> into) {
    Window w = lastWindow();
    for (int s = 0; s < cell.states(); s++) {
      INDArray kept = Series.create(dataType, layerConf().hidden(), w.batch, 1).all;
      w.steps[w.time - 1].state()[s].push(kept);
      into.put(STATE_KEYS[s], kept.transpose());
    }
  }

  @Override
  protected void applyDropOutIfNecessary(boolean training, LayerWorkspaceMgr workspaces) {
    if (training && !dropoutApplied && layerConf().getIDropout() instanceof Dropout its) {
      input = dropout.apply(input.castTo(dataType), its.getP(), workspaces);
      dropoutApplied = true;
    }
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
