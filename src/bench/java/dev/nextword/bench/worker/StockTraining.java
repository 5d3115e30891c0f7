package dev.nextword.bench.worker;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * The same network of Deeplearning4j's own layers, trained by its own {@code fit}. There is no GRU
 * among them. The loss is its sparse cross-entropy, which takes class ids; clipping by a global
 * norm is unknown to it, its nearest kin clips by layer.
 */
final class StockTraining implements Trainee {
  private final TrainingShape shape;
  private final MultiLayerNetwork network;

  StockTraining(TrainingShape shape) {
    this.shape = shape;
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(SEED)
            .dataType(DataType.FLOAT)
            .updater(new Adam(LEARNING_RATE))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(CLIP)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(shape.vocabulary())
                    .nOut(shape.embedding())
                    .inputLength(shape.time())
                    .build());
    for (int layer = 0; layer < shape.layers(); layer++) {
      BaseRecurrentLayer.Builder<?> recurrent =
          switch (shape.cell()) {
            case "lstm" -> new LSTM.Builder();
            case "rnn" -> new SimpleRnn.Builder();
            default -> throw new IllegalArgumentException("Deeplearning4j has no " + shape.cell());
          };
      recurrent
          .nIn(shape.inputs(layer))
          .nOut(shape.hidden())
          .dataFormat(RNNFormat.NCW)
          .activation(Activation.TANH);
      if (shape.dropout() > 0) {
        recurrent.dropOut(1 - shape.dropout());
      }
      list.layer(recurrent.build());
    }
    RnnOutputLayer.Builder output =
        new RnnOutputLayer.Builder(new LossSparseMCXENT())
            .nIn(shape.hidden())
            .nOut(shape.vocabulary())
            .dataFormat(RNNFormat.NCW)
            .activation(Activation.SOFTMAX);
    if (shape.dropout() > 0) {
      output.dropOut(1 - shape.dropout());
    }
    network =
        new MultiLayerNetwork(
            list.layer(output.build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(shape.time())
                .build());
    network.init();
  }

  /** All of a training step: its {@code fit} cannot be divided. */
  @Override
  public double gradient(int[] inputs, int[] labels) {
    network.fit(series(inputs), series(labels));
    return network.score() / shape.time(); // a sum over the steps, a mean over the lanes
  }

  private INDArray series(int[] ids) {
    float[] values = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[i] = ids[i];
    }
    return Nd4j.createFromArray(values)
        .reshape('f', shape.batch(), shape.time())
        .dup('c')
        .reshape(shape.batch(), 1, shape.time());
  }

  @Override
  public void update() {
    // done by fit
  }

  @Override
  public String description() {
    return "stock Deeplearning4j";
  }
}
