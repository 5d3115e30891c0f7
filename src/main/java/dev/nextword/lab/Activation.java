package dev.nextword.lab;

/** What a hidden layer's units make of their sums. The slope is what a backward pass multiplies. */
public enum Activation implements Labelled {
  /** 1 / (1 + exp(-x)); its slope is at most 0.25. */
  SIGMOID(org.nd4j.linalg.activations.Activation.SIGMOID),
  /** Its slope is at most 1. */
  TANH(org.nd4j.linalg.activations.Activation.TANH),
  /** max(0, x); slope 1 or 0 (Glorot, Bordes and Bengio 2011). */
  RELU(org.nd4j.linalg.activations.Activation.RELU),
  /** 0.01 x below 0 (Maas et al. 2013). */
  LEAKY_RELU(org.nd4j.linalg.activations.Activation.LEAKYRELU),
  /** The slope below 0 is learned, by unit (He et al. 2015): a layer of Deeplearning4j's own. */
  PRELU(org.nd4j.linalg.activations.Activation.IDENTITY),
  /** exp(x) - 1 below 0 (Clevert et al. 2016). */
  ELU(org.nd4j.linalg.activations.Activation.ELU),
  /** A scaled ELU that keeps mean and variance (Klambauer et al. 2017). */
  SELU(org.nd4j.linalg.activations.Activation.SELU);

  /** A slope below this lets hardly anything through. */
  static final double FLAT = 0.01;

  private final org.nd4j.linalg.activations.Activation function;

  Activation(org.nd4j.linalg.activations.Activation function) {
    this.function = function;
  }

  /** As Deeplearning4j has it. */
  org.nd4j.linalg.activations.Activation function() {
    return function;
  }

  /** Whether an activation of this value lies where the slope is below {@link #FLAT}. */
  boolean isSaturated(double value) {
    return switch (this) {
      case SIGMOID -> value * (1 - value) < FLAT;
      case TANH -> 1 - value * value < FLAT;
      default -> false;
    };
  }
}
