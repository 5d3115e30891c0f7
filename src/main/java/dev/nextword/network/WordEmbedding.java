package dev.nextword.network;

import java.nio.FloatBuffer;
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

  private transient boolean onlyReadWords;

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

  /**
   * From now on the gradient of words that are not read is left as it is, for an optimiser that
   * does not look at it: to put zeros there takes longer than all else.
   */
  void onlyReadWords() {
    onlyReadWords = true;
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray ofVectors = ofVectors();
    int[] ids = ids(input);
    INDArray gradients = Series.flatten(epsilon.castTo(dataType)); // a column a word
    if (onlyReadWords && Activations.inJava(ofVectors) && Activations.inJava(gradients)) {
      addInJava(gradients, ids, ofVectors);
    } else {
      ofVectors.assign(0);
      INDArray rows = ofVectors.transpose();
      Nd4j.exec(
          DynamicCustomOp.builder("scatter_add")
              .addInputs(rows, Nd4j.createFromArray(ids), gradients.transpose())
              .addOutputs(rows)
              .build());
    }
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(WordEmbeddingConfiguration.VECTORS, ofVectors);
    return new Pair<>(gradient, null); // ids have no gradient
  }

  private static void addInJava(INDArray gradients, int[] ids, INDArray ofVectors) {
    int width = ofVectors.rows();
    FloatBuffer from = gradients.data().asNioFloat().position((int) gradients.offset()).slice();
    FloatBuffer into = ofVectors.data().asNioFloat().position((int) ofVectors.offset()).slice();
    float[] sum = new float[width];
    for (int id : ids) {
      into.put(id * width, sum);
    }
    float[] more = new float[width];
    for (int i = 0; i < ids.length; i++) {
      from.get(i * width, more);
      into.get(ids[i] * width, sum);
      for (int j = 0; j < width; j++) {
        sum[j] += more[j];
      }
      into.put(ids[i] * width, sum);
    }
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
