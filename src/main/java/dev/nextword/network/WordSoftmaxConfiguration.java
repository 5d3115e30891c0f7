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
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a {@link WordSoftmax} over {@code nOut} words. Parameters in 'f' order:
 *
 * <pre>
 *   P    [bottleneck, nIn]          only with a bottleneck
 *   W    [width, nOut]              one column a word; width: bottleneck or nIn
 *   b    [nOut, 1]
 * </pre>
 *
 * <p>With clusters, see {@link ClusteredSoftmax}, W and b have the shortlist's words and an entry
 * for each cluster, and then come for each cluster
 *
 * <pre>
 *   P1   [narrower width, width]
 *   W1   [narrower width, words of the cluster]
 *   b1   [words of the cluster, 1]
 * </pre>
 */
public final class WordSoftmaxConfiguration extends FeedForwardLayer implements Parameters.Owner {
  static final String PROJECTION = "P";
  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  @JsonProperty private int bottleneck;
  @JsonProperty private boolean tied; // absent in files of networks that are not
  @JsonProperty private List<Integer> cutoffs = List.of(); // absent in files of the full softmax

  private WordSoftmaxConfiguration() {} // for JSON

  private WordSoftmaxConfiguration(Builder builder) {
    super(builder);
    this.bottleneck = builder.bottleneck;
    this.cutoffs = builder.cutoffs;
    this.tied = builder.tied;
    initializeConstraints(builder);
  }

  /** Width between the last hidden layer and the words, or 0 for none. */
  public int bottleneck() {
    return bottleneck;
  }

  /** Whether {@code W} equals the embedding's, and is trained with it. */
  public boolean tied() {
    return tied;
  }

  /** How the words are cut. */
  public Clusters clusters() {
    return new Clusters((int) nOut, cutoffs);
  }

  /** The name of a cluster's matrix. */
  static String ofCluster(String name, int cluster) {
    return name + (cluster + 1);
  }

  private int width() {
    return bottleneck > 0 ? bottleneck : (int) nIn;
  }

  @Override
  public List<Parameters.Matrix> matrices() {
    Clusters clusters = clusters();
    List<Parameters.Matrix> matrices = new ArrayList<>();
    if (bottleneck > 0) {
      matrices.add(new Parameters.Matrix(PROJECTION, bottleneck, nIn, false));
    }
    matrices.add(new Parameters.Matrix(WEIGHTS, width(), clusters.head(), false));
    matrices.add(new Parameters.Matrix(BIAS, clusters.head(), 1, true));
    for (int c = 0; c < clusters.count(); c++) {
      int narrow = clusters.width(c, width());
      matrices.add(new Parameters.Matrix(ofCluster(PROJECTION, c), narrow, width(), false));
      matrices.add(new Parameters.Matrix(ofCluster(WEIGHTS, c), narrow, clusters.size(c), false));
      matrices.add(new Parameters.Matrix(ofCluster(BIAS, c), clusters.size(c), 1, true));
    }
    return matrices;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters) {
    parameters.forEach(
        (name, matrix) -> {
          if (name.startsWith(PROJECTION)) {
            Initialisation.uniform(matrix, Math.sqrt(3.0 / matrix.columns())); // keeps variance
          } else if (name.startsWith(WEIGHTS)) {
            Initialisation.uniform(matrix, 0.1);
          } else {
            matrix.assign(0);
          }
        });
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
        .workingMemory(ClusteredSoftmax.room(clusters()), 0, 0, nIn)
        .cacheMemory(0, 0)
        .build();
  }

  /** Collects the settings; hidden units and words are {@code nIn} and {@code nOut}. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int bottleneck;
    private List<Integer> cutoffs = List.of();
    private boolean tied;

    /** Keeps {@code W} equal to the embedding's, see {@link WordNetwork}. */
    public Builder tied(boolean value) {
      this.tied = value;
      return this;
    }

    /** Cuts the words: an adaptive softmax, unless it is {@link Clusters#none}. */
    public Builder clusters(Clusters clusters) {
      this.cutoffs = clusters.cutoffs();
      return this;
    }

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
