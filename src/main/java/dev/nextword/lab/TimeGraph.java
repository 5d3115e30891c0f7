package dev.nextword.lab;

import dev.nextword.network.RecurrentConfiguration;
import dev.nextword.network.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The network of a {@link TimeLab}: one recurrent layer of ours, whose last state an output layer
 * reads.
 */
final class TimeGraph {
  static final String RECURRENT = "recurrent";

  private TimeGraph() {}

  /** Built, with its first weights. */
  static ComputationGraph create(TimeSettings settings) {
    Nd4j.getRandom().setSeed(settings.seed());
    TimeTask task = settings.task();
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(settings.seed())
                .dataType(DataType.DOUBLE)
                .updater(settings.optimiser().updater(settings.learningRate()))
                .weightInit(new WeightInitXavier())
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .graphBuilder()
                .addInputs("input")
                .addLayer(
                    RECURRENT,
                    RecurrentConfiguration.of(settings.cell().type())
                        .recurrentInitialisation(
                            settings.initialisation().initialisation(), settings.gain())
                        .nIn(task.features())
                        .nOut(settings.hidden())
                        .build(),
                    "input")
                .addVertex("last", new LastTimeStepVertex("input"), RECURRENT)
                .addLayer(
                    "output",
                    new OutputLayer.Builder(task.isSum() ? LossFunction.MSE : LossFunction.MCXENT)
                        .activation(task.isSum() ? Activation.IDENTITY : Activation.SOFTMAX)
                        .nIn(settings.hidden())
                        .nOut(task.classes())
                        .build(),
                    "last")
                .setOutputs("output")
                .build());
    network.init();
    network.initGradientsView();
    if (settings.cell() == LabCell.LSTM) {
      recurrent(network).setKeepingBias(settings.forgetBias());
    }
    return network;
  }

  static RecurrentLayer recurrent(ComputationGraph network) {
    return (RecurrentLayer) network.getLayer(RECURRENT);
  }
}
