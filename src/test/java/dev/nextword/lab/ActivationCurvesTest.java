package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ActivationCurvesTest {
  private static final double ALPHA = 1.6732632423543772;
  private static final double SCALE = 1.0507009873554805;

  private static final Map<String, DoubleUnaryOperator> FORMULAS =
      Map.of(
          "sigmoid", x -> 1 / (1 + Math.exp(-x)),
          "tanh", Math::tanh,
          "relu", x -> Math.max(0, x),
          "leaky-relu", x -> x < 0 ? 0.01 * x : x,
          "elu", x -> x < 0 ? Math.exp(x) - 1 : x,
          "selu", x -> SCALE * (x < 0 ? ALPHA * (Math.exp(x) - 1) : x));

  @Test
  void areThePapersFunctionsAndTheirSlopes() {
    assertEquals(FORMULAS.size(), ActivationCurves.all().size());
    for (ActivationCurves curve : ActivationCurves.all()) {
      DoubleUnaryOperator formula = FORMULAS.get(curve.name());
      double h = 1e-6;
      for (ActivationCurves.Point point : curve.points()) {
        double x = point.sum();
        assertEquals(formula.applyAsDouble(x), point.activation(), 1e-6, curve.name() + " " + x);
        if (Math.abs(x) > h) { // there is a corner at 0
          double slope = (formula.applyAsDouble(x + h) - formula.applyAsDouble(x - h)) / (2 * h);
          assertEquals(slope, point.slope(), 1e-6, curve.name() + "' at " + x);
        }
      }
    }
  }

  @Test
  void theSigmoidsSlopeIsAQuarterAtMost() {
    assertEquals(0.25, ActivationCurves.all().get(0).steepest(), 1e-12);
    assertEquals(1, ActivationCurves.all().get(1).steepest(), 1e-12);
  }
}
