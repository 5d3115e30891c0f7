package dev.nextword.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Cuts a layer's stretch of the network's one parameter array into named matrices, in 'f' order.
 * One initializer serves all layers of this package: a configuration says which matrices it has and
 * how they start.
 */
final class Parameters implements ParamInitializer {
  static final Parameters INSTANCE = new Parameters();

  /** A configuration with parameters. */
  interface Owner {
    /** The layer's matrices, in the order in which they lie in memory. */
    List<Matrix> matrices();

    /** Gives a new layer's matrices their first values, from ND4J's seeded generator. */
    void initialise(Map<String, INDArray> parameters);
  }

  /** One matrix; a bias is not weight-decayed. */
  record Matrix(String name, long rows, long columns, boolean bias) {
    long length() {
      return rows * columns;
    }
  }

  private Parameters() {}

  private static List<Matrix> matrices(Layer layer) {
    return ((Owner) layer).matrices();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return matrices(layer).stream().mapToLong(Matrix::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return matrices(layer).stream().map(Matrix::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return matrices(layer).stream().filter(m -> !m.bias()).map(Matrix::name).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return matrices(layer).stream().filter(Matrix::bias).map(Matrix::name).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialise) {
    Map<String, INDArray> parameters = cut(conf.getLayer(), view);
    if (initialise) {
      ((Owner) conf.getLayer()).initialise(parameters);
    }
    parameters.keySet().forEach(conf::addVariable);
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return cut(conf.getLayer(), view);
  }

  private static Map<String, INDArray> cut(Layer layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> named = new LinkedHashMap<>();
    long from = 0;
    for (Matrix m : matrices(layer)) {
      INDArray stretch = flat.get(NDArrayIndex.interval(from, from + m.length()));
      named.put(m.name(), stretch.reshape('f', m.rows(), m.columns()));
      from += m.length();
    }
    return named;
  }
}
