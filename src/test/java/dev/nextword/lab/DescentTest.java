package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescentTest {
  @Test
  void theValleyIsTheParabolaThatItIsSaidToBe() {
    Descent valley = new Descent(Descent.Curve.VALLEY);
    for (double w = -3; w <= 7; w += 0.7) {
      Descent.Point point = valley.at(w);
      assertEquals((w - 2) * (w - 2), point.loss(), 1e-12);
      assertEquals(2 * (w - 2), point.slope(), 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSlopeIsTheDifferenceQuotient(Descent.Curve curve) {
    Descent descent = new Descent(curve);
    double h = 1e-5;
    for (double w = -4; w <= 8; w += 0.37) {
      double quotient = (descent.at(w + h).loss() - descent.at(w - h).loss()) / (2 * h);
      assertEquals(quotient, descent.at(w).slope(), 1e-8, curve + " at " + w);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachStepIsTheRateTimesTheSlope(Descent.Curve curve) {
    List<Descent.Step> steps = new Descent(curve).descend(5, 0.3, 10).steps();
    assertEquals(11, steps.size());
    for (int i = 0; i < 10; i++) {
      Descent.Step step = steps.get(i);
      assertEquals(-0.3 * step.slope(), step.change());
      assertEquals(step.weight() + step.change(), steps.get(i + 1).weight());
    }
  }

  @Test
  void theRateDecidesWhetherItArrivesTurnsOrEscapes() {
    Descent valley = new Descent(Descent.Curve.VALLEY);
    assertEquals(2, last(valley.descend(6, 0.1, 100)), 1e-6);
    assertEquals(2, last(valley.descend(-2, 0.1, 100)), 1e-6);
    assertEquals(6, last(valley.descend(6, 1, 100)), 1e-9); // from side to side for ever
    Descent.Path wild = valley.descend(6, 1.2, 200);
    assertTrue(wild.escaped());
    assertTrue(wild.steps().size() < 60);
    assertFalse(valley.descend(6, 1, 200).escaped());
  }

  @Test
  void onThePlateauNothingMoves() {
    Descent plateau = new Descent(Descent.Curve.PLATEAU);
    assertEquals(-9, last(plateau.descend(-9, 0.5, 50)), 0.02);
    assertEquals(Math.log(9), last(plateau.descend(0, 5, 200)), 1e-6); // s(w) = 0.9
  }

  @Test
  void theStartDecidesWhichMinimumIsFound() {
    Descent two = new Descent(Descent.Curve.TWO_MINIMA);
    double left = last(two.descend(0.2, 0.5, 200));
    double right = last(two.descend(1.2, 0.5, 200));
    assertEquals(-0.068, left, 0.002);
    assertEquals(2.2, right, 0.2);
    assertTrue(two.at(left).loss() < two.at(right).loss());
  }

  private static double last(Descent.Path path) {
    return path.steps().get(path.steps().size() - 1).weight();
  }
}
