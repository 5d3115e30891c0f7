package dev.nextword.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a {@link RecurrentLayer}. Parameters, all in 'f' order, gate beside gate:
 *
 * <pre>
 *   W   [hidden, gates * inputs]     gate g is columns g * inputs ...
 *   RW  [hidden, gates * hidden]
 *   b   [hidden, biases]
 * </pre>
 */
public final class RecurrentConfiguration extends BaseRecurrentLayer implements Parameters.Owner {
  static final String INPUT_WEIGHTS = "W";
  static final String RECURRENT_WEIGHTS = "RW";
  static final String BIAS = "b";

  private CellType cell = CellType.LSTM;
  private Initialisation recurrentInitialisation = Initialisation.UNIFORM;
  private double recurrentGain = 1;

  private RecurrentConfiguration() {} // for JSON

  private RecurrentConfiguration(Builder builder) {
    super(builder);
    this.cell = builder.cell;
    this.recurrentInitialisation = builder.initialisation;
    this.recurrentGain = builder.gain;
    initializeConstraints(builder);
  }

  /** A layer of this kind of cell. */
  public static Builder of(CellType cell) {
    return new Builder(cell);
  }

  public CellType cell() {
    return cell;
  }

  int hidden() {
    return (int) nOut;
  }

  int inputs() {
    return (int) nIn;
  }

  @Override
  public List<Parameters.Matrix> matrices() {
    Cell c = cell.cell();
    return List.of(
        new Parameters.Matrix(INPUT_WEIGHTS, nOut, c.gates() * nIn, false),
        new Parameters.Matrix(RECURRENT_WEIGHTS, nOut, c.gates() * nOut, false),
        new Parameters.Matrix(BIAS, nOut, c.biases(), true));
  }

  @Override
  public void initialise(Map<String, INDArray> parameters) {
    Initialisation.uniform(parameters.get(INPUT_WEIGHTS), 1 / Math.sqrt(nOut));
    INDArray recurrent = parameters.get(RECURRENT_WEIGHTS);
    for (int g = 0; g < cell.cell().gates(); g++) {
      recurrentInitialisation.fill(Series.columns(recurrent, g * nOut, nOut), recurrentGain);
    }
    cell.cell().initialiseBias(parameters.get(BIAS));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerValidation.assertNInNOutSet("RecurrentLayer", getLayerName(), index, getNIn(), getNOut());
    RecurrentLayer layer = new RecurrentLayer(conf, type);
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
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = Parameters.INSTANCE.numParams(this);
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, inputType)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, nOut, 4L * cell.cell().gates() * nOut)
        .cacheMemory(0, 0)
        .build();
  }

  /** Collects the settings; inputs and hidden units are {@code nIn} and {@code nOut}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final CellType cell;
    private Initialisation initialisation = Initialisation.UNIFORM;
    private double gain = 1;

    private Builder(CellType cell) {
      this.cell = cell;
    }

    /** How the recurrent matrices start. */
    public Builder recurrentInitialisation(Initialisation initialisation, double gain) {
      this.initialisation = initialisation;
      this.gain = gain;
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public RecurrentConfiguration build() {
      return new RecurrentConfiguration(this);
    }
  }
}
