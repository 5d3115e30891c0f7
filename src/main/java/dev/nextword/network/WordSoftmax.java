package dev.nextword.network;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A probability for every word, with cross-entropy on class ids as the loss: {@code softmax(W^T P h
 * + b)}, or the adaptive softmax where the configuration has clusters, see {@link
 * ClusteredSoftmax}.
 *
 * <p>Input is {@code [batch, nIn, time]}; labels are ids {@code [batch, 1, time]} or {@code [batch,
 * time]}, where a negative id is padding and does not count. The labels' mask {@code [batch,
 * time]}, if there is one, holds weights. The loss is
 *
 * <pre>
 *   sum over labels of weight * -ln p(label) / number of labels
 * </pre>
 *
 * <p>so that without a mask it is the mean a word, in nats, and perplexity its exponential. Labels
 * are never turned into one-hot arrays.
 */
public final class WordSoftmax extends BaseLayer<WordSoftmaxConfiguration> implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  private final transient InputDropout dropout = new InputDropout();
  private transient @Nullable INDArray labels;
  private transient @Nullable INDArray room; // see ClusteredSoftmax
  private transient boolean scored;
  private transient double meanLoss;

  WordSoftmax(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    scored = false;
  }

  /** Probabilities {@code [batch, nOut, time]}. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray h = features();
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {layerConf().getNOut(), h.columns()}, 'f');
    softmax().probabilities(h, out);
    return Series.unflatten(out, input.size(0));
  }

  /**
   * Natural log probability of every label.
   *
   * @return {@code [time * batch]}, batch by batch, step by step; 0 for padding
   */
  public double[] labelLogProbabilities() {
    return softmax().logProbabilities(features(), WordEmbedding.ids(requireLabels()));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray ignored, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    applyDropOutIfNecessary(true, workspaces);
    int[] ids = WordEmbedding.ids(requireLabels());
    double[] weights = weights(ids);
    int labelled = countLabels(ids);
    INDArray x = Series.flatten(input.castTo(dataType));
    INDArray h = features();
    INDArray ofH = Nd4j.createUninitialized(dataType, new long[] {h.rows(), h.columns()}, 'f');

    double[] logProbabilities = softmax().gradient(h, ids, weights, gradientViews, ofH);
    double loss = 0;
    meanLoss = 0;
    for (int i = 0; i < ids.length; i++) {
      loss -= weights[i] * logProbabilities[i];
      meanLoss -= logProbabilities[i] / labelled;
    }
    score = loss;
    scored = true;

    Gradient gradient = new DefaultGradient();
    INDArray down =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {x.rows(), x.columns()}, 'f');
    if (layerConf().bottleneck() > 0) {
      INDArray projection = getParam(WordSoftmaxConfiguration.PROJECTION);
      INDArray ofProjection = gradientViews.get(WordSoftmaxConfiguration.PROJECTION);
      Nd4j.gemm(ofH, x, ofProjection, false, true, 1, 0);
      Nd4j.gemm(projection, ofH, down, true, false, 1, 0);
    } else {
      down.assign(ofH);
    }
    gradientViews.forEach(gradient.gradientForVariable()::put);
    if (dropoutApplied) {
      dropout.back(down);
    }
    return new Pair<>(gradient, Series.unflatten(down, input.size(0)));
  }

  /** Gradient of the words' columns, in the network's own memory. */
  INDArray ofWeights() {
    return gradientViews.get(WordSoftmaxConfiguration.WEIGHTS);
  }

  private ClusteredSoftmax softmax() {
    return new ClusteredSoftmax(layerConf().clusters(), params, room());
  }

  /** What the words' weights are multiplied with, {@code [bottleneck or nIn, batch * time]}. */
  private INDArray features() {
    INDArray x = Series.flatten(input.castTo(dataType));
    if (layerConf().bottleneck() == 0) {
      return x;
    }
    INDArray h =
        Nd4j.createUninitialized(dataType, new long[] {layerConf().bottleneck(), x.columns()}, 'f');
    return Nd4j.gemm(getParam(WordSoftmaxConfiguration.PROJECTION), x, h, false, false, 1, 0);
  }

  /** What each label's loss counts, already divided by the number of labels. */
  private double[] weights(int[] ids) {
    double[] weights = new double[ids.length];
    double[] mask = null;
    if (maskArray != null) {
      mask = maskArray.transpose().dup('c').reshape(ids.length).toDoubleVector();
    }
    int labelled = countLabels(ids);
    for (int i = 0; i < ids.length; i++) {
      weights[i] = ids[i] < 0 ? 0 : (mask == null ? 1 : mask[i]) / labelled;
    }
    return weights;
  }

  private static int countLabels(int[] ids) {
    int labelled = 0;
    for (int id : ids) {
      labelled += id < 0 ? 0 : 1;
    }
    return labelled;
  }

  /** Mean of {@code -ln p(label)} in the last backward pass, without the mask's weights. */
  double meanLoss() {
    return meanLoss;
  }

  private INDArray room() {
    if (room == null) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        room = Nd4j.createUninitialized(dataType, ClusteredSoftmax.room(layerConf().clusters()));
      }
    }
    return room;
  }

  private INDArray requireLabels() {
    if (labels == null) {
      throw new IllegalStateException("no labels are set");
    }
    return labels;
  }

  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    if (!scored) {
      int[] ids = WordEmbedding.ids(requireLabels());
      double[] weights = weights(ids);
      double[] logProbabilities = labelLogProbabilities();
      double loss = 0;
      for (int i = 0; i < ids.length; i++) {
        loss -= weights[i] * logProbabilities[i];
      }
      score = loss;
      scored = true;
    }
    return score + regularisation;
  }

  /** Mean loss of each example, {@code [batch, 1]}. */
  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
    int[] ids = WordEmbedding.ids(requireLabels());
    double[] logProbabilities = labelLogProbabilities();
    int batch = (int) input.size(0);
    double[] sum = new double[batch];
    int[] count = new int[batch];
    for (int i = 0; i < ids.length; i++) {
      sum[i % batch] -= logProbabilities[i];
      count[i % batch] += ids[i] < 0 ? 0 : 1;
    }
    for (int b = 0; b < batch; b++) {
      sum[b] = sum[b] / Math.max(1, count[b]) + regularisation;
    }
    return Nd4j.create(sum, new long[] {batch, 1}, dataType);
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
    scored = false;
  }

  @Override
  public @Nullable INDArray getLabels() {
    return labels;
  }

  @Override
  public int numLabels() {
    return (int) layerConf().getNOut();
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
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

  @Override
  public void clearNoiseWeightParams() {
    // none
  }

  // What Deeplearning4j's Classifier asks for and a language model has no use for.

  @Override
  public double f1Score(DataSet data) {
    throw new UnsupportedOperationException("F1 of a language model");
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw new UnsupportedOperationException("F1 of a language model");
  }

  @Override
  public void fit(DataSetIterator data) {
    throw new UnsupportedOperationException("fit the network, not its last layer");
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw new UnsupportedOperationException("fit the network, not its last layer");
  }

  @Override
  public void fit(DataSet data) {
    throw new UnsupportedOperationException("fit the network, not its last layer");
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw new UnsupportedOperationException("fit the network, not its last layer");
  }

  @Override
  public int[] predict(INDArray examples) {
    throw new UnsupportedOperationException("use the network's output");
  }

  @Override
  public List<String> predict(DataSet data) {
    throw new UnsupportedOperationException("use the network's output");
  }
}
