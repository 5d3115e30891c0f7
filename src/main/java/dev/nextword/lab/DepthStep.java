package dev.nextword.lab;

/**
 * A measurement of a feed-forward network between two updates. Arrays by layer: the hidden ones in
 * order, the output last. Norms are Euclidean.
 *
 * @param update how many updates have been made
 * @param loss cross-entropy over all examples, nats
 * @param accuracy over all examples
 * @param millis since the run began
 * @param gradient norm of dL/dW, L the mean loss of the batch
 * @param activationGradient norm of dL/dh, h what the layer puts out for the batch
 * @param updateRatio norm of the next change of W over the norm of W
 * @param weight norm of W
 * @param mean of the layer's activations, over all examples and units
 * @param deviation standard deviation of the same
 * @param dead share of units that are 0 for every example; ReLU alone
 * @param saturated share of activations where the slope is below {@link Activation#FLAT}; sigmoid
 *     and tanh alone
 * @param gradientNorm of all parameters together, before clipping
 * @param clipped whether the next update is made from a shortened gradient
 */
public record DepthStep(
    int update,
    double loss,
    double accuracy,
    long millis,
    double[] gradient,
    double[] activationGradient,
    double[] updateRatio,
    double[] weight,
    double[] mean,
    double[] deviation,
    double[] dead,
    double[] saturated,
    double gradientNorm,
    boolean clipped)
    implements LabEvent {
  @Override
  public String event() {
    return "step";
  }
}
