package dev.nextword.network;

import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks and random windows for the tests of this package. */
final class Networks {
  static final int EMBEDDING = 2;
  static final int HIDDEN = 3;

  private Networks() {}

  static NetworkSettings settings(CellType cell, int vocabulary, int layers, int bottleneck) {
    return new NetworkSettings(
        cell, vocabulary, EMBEDDING, HIDDEN, layers, bottleneck, 0, Initialisation.UNIFORM, 1, 7);
  }

  static NetworkSettings adaptive(CellType cell, int vocabulary, int layers, int bottleneck) {
    return new NetworkSettings(
        cell,
        vocabulary,
        EMBEDDING,
        HIDDEN,
        layers,
        bottleneck,
        0,
        Initialisation.UNIFORM,
        1,
        7,
        SoftmaxKind.ADAPTIVE);
  }

  /** In double precision, with parameters large enough that every gradient is felt. */
  static MultiLayerNetwork create(NetworkSettings settings) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(settings.configuration(new Sgd(1), DataType.DOUBLE));
    network.init();
    Random random = new Random(settings.seed());
    INDArray parameters = network.params();
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, random.nextGaussian() * 0.4);
    }
    return network;
  }

  /** Random ids {@code [batch, 1, time]}. */
  static INDArray ids(Random random, int vocabulary, int batch, int time) {
    INDArray ids = Nd4j.create(DataType.DOUBLE, batch, 1, time);
    for (int i = 0; i < batch * time; i++) {
      ids.putScalar(i, random.nextInt(vocabulary));
    }
    return ids;
  }

  static RecurrentLayer recurrent(MultiLayerNetwork network, int index) {
    return (RecurrentLayer) network.getLayer(index);
  }
}
