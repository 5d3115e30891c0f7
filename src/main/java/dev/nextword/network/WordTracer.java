package dev.nextword.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trained network in double precision, which remembers what it computes, so that a prediction can
 * be traced back to the words that were read: see {@link WordTrace}. The weights are those that
 * predict, the formulas those of the cells, forward and back; ND4J is not loaded. Takes 10 bytes
 * for each weight of the recurrent layers more. Immutable, shared by all threads.
 */
public final class WordTracer {
  private final WordStepper stepper;
  private final List<TracedLayer> layers = new ArrayList<>();

  public WordTracer(WordStepper stepper) {
    this.stepper = stepper;
    List<NetworkShape.Recurrent> recurrent = stepper.shape().layers();
    for (int l = 0; l < recurrent.size(); l++) {
      layers.add(new TracedLayer(recurrent.get(l).cell().cell(), stepper.layer(l)));
    }
  }

  /** The kind of its recurrent cells. */
  public CellType cell() {
    return stepper.shape().layers().get(0).cell();
  }

  /**
   * Reads words.
   *
   * @param before the state before them
   * @param ids at least one word
   */
  public WordTrace read(WordStepper.State before, int[] ids) {
    double[][][] state = new double[layers.size()][][];
    for (int l = 0; l < state.length; l++) {
      float[][] ofLayer = before.vectors()[l];
      state[l] = new double[ofLayer.length][layers.get(l).hidden];
      for (int s = 0; s < ofLayer.length; s++) {
        for (int j = 0; j < ofLayer[s].length; j++) {
          state[l][s][j] = ofLayer[s][j];
        }
      }
    }
    return read(state, Arrays.stream(ids).mapToObj(stepper::vector).toList());
  }

  /**
   * @param before {@code [layer][state][hidden]}
   * @param vectors of the words
   */
  WordTrace read(double[][][] before, List<double[]> vectors) {
    double[][][] state = before;
    List<TracedStep> steps = new ArrayList<>(vectors.size());
    for (double[] vector : vectors) {
      TracedStep step = new TracedStep(layers, vector, state);
      steps.add(step);
      state = step.state();
    }
    double[] features = state[state.length - 1][0];
    IntegerMatrix projection = stepper.projection();
    double[] narrow = projection == null ? features : projection.product(features);
    return new WordTrace(layers, steps, new TracedSoftmax(stepper.softmax(), narrow), projection);
  }
}
