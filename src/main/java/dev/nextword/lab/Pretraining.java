package dev.nextword.lab;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Layer-wise pre-training: before the network is trained as a whole, each layer alone learns to put
 * out something from which its input can be made again (Bengio et al. 2007, "Greedy layer-wise
 * training of deep networks"; the first of the kind is the multi-level hierarchy of Schmidhuber
 * 1992, "Learning complex, extended sequences using the principle of history compression"). No
 * gradient has to cross more than one layer.
 */
final class Pretraining {
  private static final double LEARNING_RATE = 0.01;

  private final DepthSettings settings;
  private final ComputationGraph network;
  private final INDArray inputs;

  Pretraining(DepthSettings settings, ComputationGraph network, INDArray inputs) {
    this.settings = settings;
    this.network = network;
    this.inputs = inputs;
  }

  void run(Watcher watcher, LabClock clock) {
    for (int layer = 1; layer <= settings.layers() && !watcher.isTired(); layer++) {
      INDArray read =
          layer == 1 ? inputs : DepthGraph.forward(network, inputs).get("tap" + (layer - 1));
      MultiLayerNetwork pair = pair(layer, read.columns());
      pair.getLayer(0).getParam("W").assign(DepthGraph.weights(network, "dense" + layer));
      pair.setInput(read);
      pair.setLabels(read);
      pair.computeGradientAndScore();
      double before = pair.score();
      for (int update = 0; update < settings.pretraining(); update++) {
        pair.fit(read, read);
      }
      pair.setInput(read);
      pair.setLabels(read);
      pair.computeGradientAndScore();
      DepthGraph.weights(network, "dense" + layer).assign(pair.getLayer(0).getParam("W"));
      network.getLayer("dense" + layer).getParam("b").assign(pair.getLayer(0).getParam("b"));
      watcher.see(new Pretrained(layer, before, pair.score(), clock.millis()));
    }
  }

  /** The layer, and one above it that makes its input again. */
  private MultiLayerNetwork pair(int layer, int inputs) {
    Activation activation = settings.activation();
    MultiLayerNetwork pair =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(settings.seed() + layer)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(LEARNING_RATE))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(inputs)
                        .nOut(settings.width())
                        .activation(
                            activation == Activation.PRELU
                                ? Activation.LEAKY_RELU.function()
                                : activation.function())
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .nIn(settings.width())
                        .nOut(inputs)
                        .build())
                .build());
    pair.init();
    return pair;
  }
}
