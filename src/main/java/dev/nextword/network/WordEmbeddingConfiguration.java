package dev.nextword.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a {@link WordEmbedding}: {@code nIn} words, vectors of {@code nOut}. Its
 * parameter is {@code W} {@code [nOut, nIn]} in 'f' order, one column a word.
 */
public final class WordEmbeddingConfiguration extends FeedForwardLayer implements Parameters.Owner {
  static final String VECTORS = "W";

  private WordEmbeddingConfiguration() {} // for JSON

  private WordEmbeddingConfiguration(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  @Override
  public List<Parameters.Matrix> matrices() {
    return List.of(new Parameters.Matrix(VECTORS, nOut, nIn, false));
  }

  @Override
  public void initialise(Map<String, INDArray> parameters) {
    Initialisation.uniform(parameters.get(VECTORS), 0.1);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerValidation.assertNInNOutSet("WordEmbedding", getLayerName(), index, getNIn(), getNOut());
    WordEmbedding layer = new WordEmbedding(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialise));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return Parameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(nOut);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // the number of words is not the number of values a step, which is one id
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    long parameters = Parameters.INSTANCE.numParams(this);
    return new LayerMemoryReport.Builder(layerName, getClass(), input, getOutputType(0, input))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, nOut, nOut)
        .cacheMemory(0, 0)
        .build();
  }

  /** Collects the settings. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    @SuppressWarnings("unchecked")
    public WordEmbeddingConfiguration build() {
      return new WordEmbeddingConfiguration(this);
    }
  }
}
