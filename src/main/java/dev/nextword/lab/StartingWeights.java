package dev.nextword.lab;

import dev.nextword.network.Initialisation;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How the weights of a feed-forward layer start; biases start at zero. */
public enum StartingWeights implements Labelled {
  /** Normal, deviation 0.01 whatever the width: what was done before anybody looked. */
  SMALL,
  /** Normal, variance 2 / (inputs + outputs) (Glorot and Bengio 2010). */
  XAVIER,
  /** Normal, variance 2 / inputs, for the ReLU family (He et al. 2015). */
  HE,
  /** A random rotation (Saxe et al. 2014); Xavier where a layer's inputs and outputs differ. */
  ORTHOGONAL,
  /** The unit matrix; Xavier where a layer's inputs and outputs differ. */
  IDENTITY,
  /** Four times Xavier. */
  LARGE;

  private static final double SMALL_DEVIATION = 0.01;
  private static final double FAR_TOO_LARGE = 4;

  /**
   * Fills a matrix from ND4J's seeded generator.
   *
   * @param weights {@code [inputs, outputs]}, a view of the network's parameters
   */
  void fill(INDArray weights) {
    long inputs = weights.rows();
    long outputs = weights.columns();
    boolean square = inputs == outputs;
    if (this == ORTHOGONAL && square) {
      Initialisation.ORTHOGONAL.fill(weights, 1);
    } else if (this == IDENTITY && square) {
      Initialisation.IDENTITY.fill(weights, 1);
    } else {
      IWeightInit xavier = this == HE ? new WeightInitRelu() : new WeightInitXavier();
      INDArray drawn =
          xavier.init(inputs, outputs, weights.shape(), 'f', weights.dup('f').reshape(-1));
      weights.assign(drawn.reshape('f', weights.shape()).mul(factor(inputs, outputs)));
    }
  }

  private double factor(long inputs, long outputs) {
    return switch (this) {
      case SMALL -> SMALL_DEVIATION * Math.sqrt((inputs + outputs) / 2.0);
      case LARGE -> FAR_TOO_LARGE;
      default -> 1;
    };
  }
}
