package dev.nextword.lab;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an activation function makes of a sum, and its slope there: what every unit on the way back
 * multiplies the gradient by.
 *
 * <p>Both are computed by ND4J's own functions, the ones that the networks here are trained with.
 *
 * @param name as settings have it
 * @param points from -{@value #REACH} to {@value #REACH}
 * @param steepest the greatest slope of all points
 */
public record ActivationCurves(String name, List<Point> points, double steepest) {
  private static final int REACH = 6;
  private static final int POINTS = 241;

  /** A place of the two curves. */
  public record Point(double sum, double activation, double slope) {}

  /** Sigmoid, tanh, ReLU, leaky ReLU, ELU and SELU. */
  public static List<ActivationCurves> all() {
    return List.of(
        of("sigmoid", Activation.SIGMOID),
        of("tanh", Activation.TANH),
        of("relu", Activation.RELU),
        of("leaky-relu", Activation.LEAKYRELU),
        of("elu", Activation.ELU),
        of("selu", Activation.SELU));
  }

  private static ActivationCurves of(String name, Activation function) {
    double[] sums = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      sums[i] = REACH * (2.0 * i / (POINTS - 1) - 1);
    }
    INDArray at = Nd4j.create(new double[][] {sums});
    INDArray slopes =
        function.getActivationFunction().backprop(at.dup(), Nd4j.onesLike(at)).getFirst();
    INDArray values = function.getActivationFunction().getActivation(at.dup(), false);
    List<Point> points = new ArrayList<>(POINTS);
    double steepest = 0;
    for (int i = 0; i < POINTS; i++) {
      points.add(new Point(sums[i], values.getDouble(i), slopes.getDouble(i)));
      steepest = Math.max(steepest, slopes.getDouble(i));
    }
    return new ActivationCurves(name, List.copyOf(points), steepest);
  }
}
