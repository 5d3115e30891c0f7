package dev.nextword.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Training of a Deeplearning4j graph, one stage of an update after the other, so that what lies
 * between them can be measured:
 *
 * <pre>
 *   backward    dL/d parameters, L the sum over the batch
 *   clip        shortens it, where the whole of it is too long
 *   prepare     makes the update of it (divides by the batch, times the learning rate)
 *   apply       takes it from the parameters
 * </pre>
 *
 * <p>That is what {@code ComputationGraph.fit} does in one go.
 */
final class GraphTraining {
  private final ComputationGraph network;
  private final double clip;
  private Map<String, INDArray> gradients = Map.of();
  private int batch;
  private int updates;

  /**
   * @param clip largest norm of the whole mean gradient; 0 for none
   */
  GraphTraining(ComputationGraph network, double clip) {
    this.network = network;
    this.clip = clip;
  }

  /** How many updates have been applied. */
  int updates() {
    return updates;
  }

  /**
   * A forward and a backward pass.
   *
   * @param inputs the batch comes first
   * @return the mean loss of the batch
   */
  double backward(INDArray inputs, INDArray labels) {
    network.setInputs(inputs);
    network.setLabels(labels);
    network.computeGradientAndScore();
    batch = (int) inputs.size(0);
    if (gradients.isEmpty()) {
      gradients = cut(network.getFlattenedGradients().reshape(-1));
    }
    return network.score();
  }

  /** The gradient of each matrix, as a view; they lie one after the other, as the matrices do. */
  private Map<String, INDArray> cut(INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
      long to = from + parameter.getValue().length();
      if (!isStatistic(parameter.getKey())) {
        views.put(parameter.getKey(), flat.get(NDArrayIndex.interval(from, to)));
      }
      from = to;
    }
    return views;
  }

  /** What batch normalisation notes down of its batches goes the same way as gradients. */
  private static boolean isStatistic(String name) {
    return name.endsWith("_mean") || name.endsWith("_var") || name.endsWith("_log10stdev");
  }

  /** Norm of the mean gradient of one matrix, such as {@code dense1_W}; before {@link #prepare}. */
  double norm(String parameter) {
    INDArray gradient = gradients.get(parameter);
    if (gradient == null) {
      throw new IllegalStateException("no gradient of " + parameter);
    }
    return gradient.norm2Number().doubleValue() / batch;
  }

  /** Norm of the mean gradient of all parameters. */
  double norm() {
    double squares = 0;
    for (INDArray gradient : gradients.values()) {
      double norm = gradient.norm2Number().doubleValue();
      squares += norm * norm;
    }
    return Math.sqrt(squares) / batch;
  }

  /**
   * Shortens the gradient to the largest norm there may be (Pascanu, Mikolov and Bengio 2013,
   * section 3.2).
   *
   * @param norm of the whole gradient
   * @return whether it was longer
   */
  boolean clip(double norm) {
    if (!(clip > 0) || !(norm > clip)) {
      return false;
    }
    gradients.values().forEach(gradient -> gradient.muli(clip / norm));
    return true;
  }

  /** Puts the update in the place of the gradient. */
  void prepare() {
    network
        .getUpdater()
        .update(network.gradient(), updates, 0, batch, LayerWorkspaceMgr.noWorkspaces());
  }

  /** Norm of the prepared change of one matrix. */
  double change(String parameter) {
    return norm(parameter) * batch;
  }

  /** Takes the prepared update from the parameters. */
  void apply() {
    INDArray update = network.getFlattenedGradients();
    network.params().reshape(update.shape()).subi(update);
    updates++;
  }
}
