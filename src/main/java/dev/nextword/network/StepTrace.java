package dev.nextword.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One sequence read by one {@link RecurrentLayer}, step by step, with the whole Jacobian of every
 * step, {@code J_t = d s_t / d s_t-1}: s is all that is carried, h, and for the LSTM c below it.
 *
 * <p>The cell's own way back makes it: a step is computed for as many copies of the example as s
 * has numbers, and the gradient of each copy is one unit vector. So this is right for every cell,
 * and no formula is written twice. It costs states times hidden as much as the step.
 */
public final class StepTrace {
  private final Cell cell;
  private final int hidden;
  private final int width; // of s
  private final List<double[][]> jacobians = new ArrayList<>();
  private final List<double[]> states = new ArrayList<>();
  private final Map<String, double[]> gates = new LinkedHashMap<>();

  /**
   * Reads a sequence, from a state of zeros.
   *
   * @param sequence {@code [1, inputs, time]}
   */
  public StepTrace(RecurrentLayer layer, INDArray sequence) {
    this.cell = layer.cell();
    this.hidden = layer.layerConf().hidden();
    this.width = cell.states() * hidden;
    INDArray x = Series.flatten(sequence.castTo(layer.precision())); // [inputs, time]
    cell.named().forEach(gate -> gates.put(gate.name(), new double[x.columns()]));
    GateWeights weights = layer.currentWeights();
    Window w = new Window(cell, layer.precision(), hidden, width, 1);
    INDArray units = Nd4j.eye(width).castTo(layer.precision()).dup('f');
    INDArray numbers = Series.create(layer.precision(), hidden, width, 1).all;
    for (int t = 0; t < x.columns(); t++) {
      forward(w, weights, Series.columns(x, t, 1).dup('f'), t, numbers);
      back(w, weights, units, numbers);
    }
  }

  /** One step for so many copies, {@code [hidden, copies]}. */
  private void forward(Window w, GateWeights weights, INDArray x, int t, INDArray numbers) {
    Step step = w.steps[0];
    tile(weights.input.mmul(x).addi(weights.bias).dup('f'), w, w.gates.all);
    if (cell.splitsProducts()) {
      tile(weights.recurrentBias, w, w.recurrent.all);
    }
    for (int s = 0; s < cell.states(); s++) {
      double[] before = new double[hidden];
      if (t > 0) {
        System.arraycopy(states.get(t - 1), s * hidden, before, 0, hidden);
      }
      INDArray column = Nd4j.create(before, new long[] {hidden, 1}, 'f');
      tile(column.castTo(numbers.dataType()), w, numbers);
      step.previous()[s].pull(numbers);
    }
    step.previous()[0].push();
    Nd4j.gemm(weights.recurrent, w.previous.at[0], w.recurrent.at[0], false, false, 1, 1);
    step.pullProducts();
    cell.forward(step);
    double[] after = new double[width];
    for (int s = 0; s < cell.states(); s++) {
      System.arraycopy(values(step.state()[s], numbers), 0, after, s * hidden, hidden);
    }
    states.add(after);
    for (Cell.Gate gate : cell.named()) {
      double[] values = Arrays.copyOf(values(step.gate()[gate.index()], numbers), hidden);
      gates.get(gate.name())[t] = Arrays.stream(values).average().orElse(Double.NaN);
    }
  }

  /** One unit vector a copy. */
  private void back(Window w, GateWeights weights, INDArray units, INDArray numbers) {
    Step step = w.steps[0];
    for (int s = 0; s < cell.states(); s++) {
      w.running[s].pull(Series.rows(units, (long) s * hidden, hidden).dup('f'));
    }
    cell.backward(step);
    step.pushGradients();
    Nd4j.gemm(w.recurrentGradient.at[0], weights.recurrent, w.through, true, false, 1, 0);
    w.running[0].plus(w.room.pullTransposed(w.through));
    double[][] jacobian = new double[width][width];
    for (int s = 0; s < cell.states(); s++) {
      double[] gradients = values(w.running[s], numbers);
      for (int copy = 0; copy < width; copy++) {
        System.arraycopy(gradients, copy * hidden, jacobian[copy], s * hidden, hidden);
      }
    }
    jacobians.add(jacobian);
  }

  /** Fills every column with one vector. */
  private static void tile(INDArray vector, Window w, INDArray into) {
    Nd4j.gemm(vector, w.ones, into, false, true, 1, 0);
  }

  /** Copy after copy. */
  private static double[] values(Slice slice, INDArray numbers) {
    slice.push(numbers);
    return numbers.data().asDouble();
  }

  /** {@code d s_t / d s_t-1}, {@code [states * hidden][states * hidden]}. */
  public double[][] jacobian(int step) {
    return jacobians.get(step);
  }

  /** h after a step, {@code [hidden]}. */
  public double[] hidden(int step) {
    return Arrays.copyOf(states.get(step), hidden);
  }

  /** By gate and step: the mean over the units. */
  public Map<String, double[]> gateMeans() {
    return gates;
  }

  /** Spectral norm of each step's Jacobian; NaN for the first, which has no step before it. */
  public double[] factors() {
    double[] factors = new double[jacobians.size()];
    factors[0] = Double.NaN;
    for (int t = 1; t < factors.length; t++) {
      factors[t] = SingularValues.largest(jacobians.get(t));
    }
    return factors;
  }

  /**
   * Spectral norm of {@code d h_T / d s_t = [1 0] J_T J_T-1 ... J_t+1} by step; 1 at the last
   * (Pascanu, Mikolov and Bengio 2013, section 2).
   */
  public double[] products() {
    double[] norms = new double[jacobians.size()];
    double[][] product = new double[hidden][width];
    for (int i = 0; i < hidden; i++) {
      product[i][i] = 1;
    }
    for (int t = norms.length - 1; t >= 0; t--) {
      norms[t] = SingularValues.largest(product);
      product = times(product, jacobians.get(t));
    }
    return norms;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        double factor = a[i][k];
        for (int j = 0; j < product[i].length; j++) {
          product[i][j] += factor * b[k][j];
        }
      }
    }
    return product;
  }
}
