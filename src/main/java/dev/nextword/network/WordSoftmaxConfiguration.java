package dev.nextword.network;

import java.util.ArrayList;
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
 * Configuration of a {@link WordSoftmax} over {@code nOut} words. Parameters in 'f' order:
 *
 * <pre>
 *   P   [bottleneck, nIn]      only with a bottleneck
 *   W   [bottleneck or nIn, nOut]      one column a word
 *   b   [nOut, 1]
 * </pre>
 */
public final class WordSoftmaxConfiguration extends FeedForwardLayer implements Parameters.Owner {
  static final String PROJECTION = "P";
  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  private int bottleneck;

  private WordSoftmaxConfiguration() {} // for JSON

  private WordSoftmaxConfiguration(Builder builder) {
    super(builder);
    this.bottleneck = builder.bottleneck;
    initializeConstraints(builder);
  }

  /** Width between the last hidden layer and the words, or 0 for none. */
  public int bottleneck() {
    return bottleneck;
  }

  @Override
  public List<Parameters.Matrix> matrices() {
    List<Parameters.Matrix> matrices = new ArrayList<>();
    if (bottleneck > 0) {
      matrices.add(new Parameters.Matrix(PROJECTION, bottleneck, nIn, false));
    }
    matrices.add(new Parameters.Matrix(WEIGHTS, bottleneck > 0 ? bottleneck : nIn, nOut, false));
    matrices.add(new Parameters.Matrix(BIAS, nOut, 1, true));
    return matrices;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters) {
    if (bottleneck > 0) {
      Initialisation.uniform(parameters.get(PROJECTION), Math.sqrt(3.0 / nIn)); // keeps variance
    }
    Initialisation.uniform(parameters.get(WEIGHTS), 0.1);
    parameters.get(BIAS).assign(0);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerValidation.assertNInNOutSet("WordSoftmax", getLayerName(), index, getNIn(), getNOut());
    WordSoftmax layer = new WordSoftmax(conf, type);
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
    if (nIn <= 0 || override) {
      nIn = ((InputType.InputTypeRecurrent) input).getSize();
    }
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
        .workingMemory(WordSoftmax.CHUNK * nOut, 0, 0, nIn)
        .cacheMemory(0, 0)
        .build();
  }

  /** Collects the settings; hidden units and words are {@code nIn} and {@code nOut}. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int bottleneck;

    /**
     * Puts a linear layer of this width before the words, which makes the largest matrix, and the
     * largest part of the work, smaller (Sainath et al., "Low-rank matrix factorization for deep
     * neural network training with high-dimensional output targets", 2013).
     */
    public Builder bottleneck(int width) {
      this.bottleneck = width;
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public WordSoftmaxConfiguration build() {
      return new WordSoftmaxConfiguration(this);
    }
  }
}
