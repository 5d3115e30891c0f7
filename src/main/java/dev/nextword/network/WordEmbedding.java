package dev.nextword.network;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Word ids to vectors. Takes {@code [batch, 1, time]} or {@code [batch, time]} ids, gives {@code
 * [batch, nOut, time]}. No one-hot array is made: forward copies columns, backward adds to columns.
 */
public final class WordEmbedding extends BaseLayer<WordEmbeddingConfiguration> {
  private static final long serialVersionUID = 1L;

  WordEmbedding(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * Ids in the order of {@link Series}: batch by batch, step by step.
   *
   * @param array {@code [batch, 1, time]} or {@code [batch, time]}
   */
  static int[] ids(INDArray array) {
    INDArray flat = array.rank() == 3 ? array.reshape(array.size(0), array.size(2)) : array;
    return flat.transpose().dup('c').reshape(flat.length()).toIntVector();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int[] ids = ids(input);
    long words = layerConf().getNIn();
    for (int id : ids) {
      if (id < 0 || id >= words) {
        throw new IllegalArgumentException(
            "word id " + id + " is outside of the vocabulary of " + words);
      }
    }
    INDArray vectors = getParam(WordEmbeddingConfiguration.VECTORS);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {vectors.rows(), ids.length}, 'f');
    // both seen as 'c' order, one word a row
    Nd4j.pullRows(vectors.transpose(), out.transpose(), 1, ids);
    return Series.unflatten(out, input.size(0));
  }

  /** Gradient of the vectors, in the network's own memory. */
  INDArray ofVectors() {
    return gradientViews.get(WordEmbeddingConfiguration.VECTORS);
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray ofVectors = ofVectors();
    ofVectors.assign(0);
    INDArray rows = ofVectors.transpose();
    Nd4j.exec(
        DynamicCustomOp.builder("scatter_add")
            .addInputs(rows, Nd4j.createFromArray(ids(input)), Series.flatten(epsilon).transpose())
            .addOutputs(rows)
            .build());
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(WordEmbeddingConfiguration.VECTORS, ofVectors);
    return new Pair<>(gradient, null); // ids have no gradient
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // none
  }
}
