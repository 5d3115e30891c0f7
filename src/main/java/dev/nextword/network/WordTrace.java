package dev.nextword.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network computed when it read a text, with the ways back from its prediction of the next
 * word. Everything is in the order of the words; a step is the reading of one word.
 */
public final class WordTrace {
  private final List<TracedLayer> layers;
  private final List<TracedStep> steps;
  private final TracedSoftmax softmax;
  private final @Nullable IntegerMatrix projection;

  /**
   * Gradients of what a network says of one word.
   *
   * @param ofVectors by step: Euclidean norm of d logit / d vector of the word read
   * @param ofHidden by step: norm of d(-ln p) / dh, h after the step (of all layers)
   * @param ofCell by step: norm of d(-ln p) / dc, the LSTM's cell state; else null
   */
  public record Gradients(double[] ofVectors, double[] ofHidden, double @Nullable [] ofCell) {}

  /**
   * What a gate did.
   *
   * @param name {@code input}, {@code forget}, {@code output}; {@code reset}, {@code update}
   * @param layer 1 for the lowest
   * @param keeps whether it says how much of the memory is kept: forget and update
   * @param values between 0 and 1, {@code [time][hidden]}
   */
  public record GateValues(String name, int layer, boolean keeps, double[][] values) {}

  WordTrace(
      List<TracedLayer> layers,
      List<TracedStep> steps,
      TracedSoftmax softmax,
      @Nullable IntegerMatrix projection) {
    this.layers = layers;
    this.steps = steps;
    this.softmax = softmax;
    this.projection = projection;
  }

  /** How many words were read. */
  public int length() {
    return steps.size();
  }

  TracedStep step(int index) {
    return steps.get(index);
  }

  /** The state after a step, {@code [layer][state][hidden]}. */
  double[][][] state(int step) {
    return steps.get(step).state();
  }

  /** Natural log probabilities of the next word, {@code [words]}. */
  public double[] logProbabilities() {
    return softmax.logProbabilities();
  }

  /** A word's score before the softmax. */
  public double logit(int word) {
    return softmax.logit(word);
  }

  /** The way back from one word. */
  public Gradients gradients(int word) {
    double[] ofVectors = new double[length()];
    double[] ofHidden = new double[length()];
    boolean hasCell = layers.stream().anyMatch(layer -> layer.cell.states() > 1);
    double[] ofCell = hasCell ? new double[length()] : null;

    double[][][] ofLogit = fromFeatures(softmax.back(word, false));
    double[][][] ofLoss = fromFeatures(softmax.back(word, true));
    for (int t = length() - 1; t >= 0; t--) {
      ofHidden[t] = norm(ofLoss, 0);
      if (ofCell != null) {
        ofCell[t] = norm(ofLoss, 1);
      }
      TracedStep.Before before = steps.get(t).back(ofLogit);
      ofVectors[t] = Math.sqrt(squares(before.vector()));
      ofLogit = before.state();
      if (t > 0) {
        ofLoss = steps.get(t).back(ofLoss).state();
      }
    }
    return new Gradients(ofVectors, ofHidden, ofCell);
  }

  /**
   * Spectral norms of the products of Jacobians, by lag: {@code d h_T / d s_T-lag}, 1 at lag 0. See
   * {@link JacobianNorms}.
   *
   * @param word the one whose gradient is looked at first; it changes the last digits only
   */
  public double[] jacobianNorms(int word) {
    return JacobianNorms.of(steps, fromFeatures(softmax.back(word, true))[layers.size() - 1][0]);
  }

  /** Of all layers; empty for a cell without gates. */
  public List<GateValues> gates() {
    List<GateValues> gates = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      int layer = l;
      Cell cell = layers.get(l).cell;
      for (Cell.Gate gate : cell.named()) {
        double[][] values =
            steps.stream().map(step -> step.gate(layer, gate)).toArray(double[][]::new);
        gates.add(new GateValues(gate.name(), l + 1, gate.index() == cell.keeping(), values));
      }
    }
    return gates;
  }

  /** The gradient of the whole last state, where only the highest layer's h is looked at. */
  private double[][][] fromFeatures(double[] gradient) {
    double[][][] ofState = new double[layers.size()][][];
    for (int l = 0; l < ofState.length; l++) {
      TracedLayer layer = layers.get(l);
      ofState[l] = new double[layer.cell.states()][layer.hidden];
    }
    ofState[ofState.length - 1][0] =
        projection == null ? gradient : projection.transposedProduct(gradient);
    return ofState;
  }

  /** Of one of the states of all layers. */
  private static double norm(double[][][] gradient, int state) {
    double sum = 0;
    for (double[][] layer : gradient) {
      sum += squares(layer[state]);
    }
    return Math.sqrt(sum);
  }

  private static double squares(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return sum;
  }
}
