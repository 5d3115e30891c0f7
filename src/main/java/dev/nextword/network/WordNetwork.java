package dev.nextword.network;

import dev.nextword.batches.Batch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A Deeplearning4j network of {@link NetworkSettings}' shape, fed with {@link Batch}es: loss,
 * gradients and the states carried from window to window.
 *
 * <p>Where words' vectors are tied to the softmax, Deeplearning4j keeps the matrix twice. Both
 * copies begin alike, and each is given the sum of both gradients, so that any updater which treats
 * numbers one by one keeps them alike to the bit. In the norm of the whole gradient it counts
 * twice.
 */
public final class WordNetwork {
  private final MultiLayerNetwork network;

  /** Takes a network of our layers: an embedding, recurrent layers, a softmax. */
  public WordNetwork(MultiLayerNetwork network) {
    this.network = network;
    if (!(network.getLayer(0) instanceof WordEmbedding)
        || !(network.getOutputLayer() instanceof WordSoftmax)
        || network.getnLayers() < 3
        || !recurrent().stream().allMatch(RecurrentLayer.class::isInstance)) {
      throw NetworkShape.notAWordNetwork();
    }
  }

  /** A new network in single precision with random weights. */
  public static WordNetwork create(NetworkSettings settings, IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(settings.configuration(updater, DataType.FLOAT));
    network.init();
    WordNetwork created = new WordNetwork(network);
    if (created.isTied()) {
      created.softmax().getParam(WordSoftmaxConfiguration.WEIGHTS).assign(created.vectors());
    }
    return created;
  }

  /** The Deeplearning4j network itself. */
  public MultiLayerNetwork network() {
    return network;
  }

  private List<org.deeplearning4j.nn.api.Layer> recurrent() {
    List<org.deeplearning4j.nn.api.Layer> layers = new ArrayList<>();
    for (int i = 1; i < network.getnLayers() - 1; i++) {
      layers.add(network.getLayer(i));
    }
    return layers;
  }

  private List<RecurrentLayer> recurrentLayers() {
    return recurrent().stream().map(RecurrentLayer.class::cast).toList();
  }

  /** Whether words' vectors are the softmax's columns, too: then all of them have a gradient. */
  public boolean isTied() {
    return softmax().layerConf().tied();
  }

  /** How many numbers are trained; a matrix that is tied to another counts once. */
  public long parameters() {
    return network.numParams() - (isTied() ? vectors().length() : 0);
  }

  private WordSoftmax softmax() {
    return (WordSoftmax) network.getOutputLayer();
  }

  /**
   * The words' vectors, a column a word: a view of the first of the network's parameters.
   *
   * @return {@code [width, words]}, 'f' order
   */
  public INDArray vectors() {
    return network.getLayer(0).getParam(WordEmbeddingConfiguration.VECTORS);
  }

  /**
   * From now on {@link #computeGradient} leaves the gradient of the vectors of words that the batch
   * does not read as it was before, in place of zero.
   */
  public void onlyReadWords() {
    ((WordEmbedding) network.getLayer(0)).onlyReadWords();
  }

  /**
   * Computes the gradient of the batch's loss, which is then in {@code
   * network().getFlattenedGradients()}, and carries the states on to the next batch. The loss is
   * the mean a label, plus {@code answerWeight} times the mean of the answers: an answer is one
   * word in hundreds, and would not be heard otherwise.
   *
   * @return mean of {@code -ln p(label)} over all labels, unweighted, in nats
   */
  public double computeGradient(Batch batch, double answerWeight) {
    restartAt(batch);
    INDArray weights = null;
    if (answerWeight > 0 && !batch.answers().isEmpty()) {
      float[] each = new float[batch.labels().length];
      float answer = (float) (1 + answerWeight * batch.labelled() / batch.answers().cardinality());
      for (int i = 0; i < each.length; i++) {
        each[i] = batch.answers().get(i) ? answer : 1;
      }
      weights = Nd4j.createFromArray(each).reshape('f', batch.batch(), batch.time());
    }
    network.setInput(matrix(batch.inputs(), batch));
    network.setLabels(matrix(batch.labels(), batch));
    network.setLayerMaskArrays(null, weights);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    if (isTied()) {
      INDArray ofVectors = ((WordEmbedding) network.getLayer(0)).ofVectors();
      INDArray ofWeights = softmax().ofWeights();
      ofWeights.assign(ofVectors.addi(ofWeights));
    }
    return softmax().meanLoss();
  }

  /**
   * Natural log probability of every label, without dropout, states carried on.
   *
   * @return {@code [time * batch]} in the batch's own order; 0 for padding
   */
  public double[] labelLogProbabilities(Batch batch) {
    restartAt(batch);
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    INDArray x = network.getLayer(0).activate(matrix(batch.inputs(), batch), false, workspaces);
    for (RecurrentLayer layer : recurrentLayers()) {
      x = layer.rnnActivateUsingStoredState(x, false, true, workspaces);
    }
    softmax().setInput(x, workspaces);
    softmax().setLabels(matrix(batch.labels(), batch));
    return softmax().labelLogProbabilities();
  }

  /**
   * How strongly each word that is read moves the loss: the norm of the gradient of the sum of
   * {@code -ln p(label)} with respect to the word's vector, from zero states. Overwrites {@code
   * network().getFlattenedGradients()}.
   *
   * @return {@code [time * batch]} in the batch's own order
   * @throws IllegalStateException if the network has dropout, whose way back is for training
   */
  public double[] inputGradientNorms(Batch batch) {
    network.initGradientsView();
    restartAt(batch);
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    INDArray x = matrix(batch.inputs(), batch);
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      if (layer.conf().getLayer().getIDropout() != null) {
        throw new IllegalStateException("gradients of inputs of a network with dropout");
      }
      layer.setInput(x, workspaces);
      if (layer != softmax()) {
        x = layer.activate(false, workspaces);
      }
    }
    softmax().setLabels(matrix(batch.labels(), batch));
    INDArray back = softmax().backpropGradient(x, workspaces).getSecond();
    List<RecurrentLayer> layers = recurrentLayers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      back = layers.get(i).backpropGradient(back, workspaces).getSecond();
    }
    // the loss of a batch is a mean
    return Series.flatten(back).norm2(0).muli(batch.labelled()).toDoubleVector();
  }

  private void restartAt(Batch batch) {
    recurrentLayers().forEach(layer -> layer.restartAt(batch.restarts()));
  }

  private static INDArray matrix(int[] ids, Batch batch) {
    return Nd4j.createFromArray(ids).reshape('f', batch.batch(), batch.time());
  }

  /** The states carried to the next batch, by layer and name, {@code [batch, hidden]} each. */
  public List<Map<String, INDArray>> states() {
    return recurrentLayers().stream().map(RecurrentLayer::rnnGetTBPTTState).toList();
  }

  /** Goes on from these states; an empty list stands for zero states. */
  public void states(List<Map<String, INDArray>> states) {
    List<RecurrentLayer> layers = recurrentLayers();
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).rnnSetTBPTTState(states.isEmpty() ? Map.of() : states.get(i));
    }
  }

  /** The kind of its recurrent cells. */
  public CellType cell() {
    BaseLayer first = (BaseLayer) network.getLayer(1).conf().getLayer();
    return ((RecurrentConfiguration) first).cell();
  }

  /** The trained weights for prediction, one step at a time. */
  public WordStepper stepper() {
    WordEmbeddingConfiguration embedding =
        (WordEmbeddingConfiguration) network.getLayer(0).conf().getLayer();
    List<NetworkShape.Recurrent> layers =
        recurrentLayers().stream()
            .map(RecurrentLayer::layerConf)
            .map(l -> new NetworkShape.Recurrent(l.cell(), l.inputs(), l.hidden()))
            .toList();
    NetworkShape shape =
        new NetworkShape(
            softmax().layerConf().clusters(),
            (int) embedding.getNOut(),
            layers,
            softmax().layerConf().bottleneck());
    INDArray row = network.params();
    return new WordStepper(shape, FloatBuffer.wrap(row.reshape(row.length()).toFloatVector()));
  }
}
