package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against {@link Math}, with the bound that the Javadoc of {@link Activations} states. */
class ActivationsTest {
  private static final double ERROR = 4e-6;

  private static void assertNear(DoubleUnaryOperator expected, float[] x, float[] found) {
    for (int i = 0; i < x.length; i++) {
      float value = x[i];
      assertEquals(expected.applyAsDouble(value), found[i], ERROR, () -> "" + value);
    }
  }

  @Test
  void theErrorIsWithinItsBound() {
    float[] x = new float[40_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = -100 + 0.005f * i;
    }
    float[] found = x.clone();
    Activations.sigmoid(found);
    assertNear(value -> 1 / (1 + Math.exp(-value)), x, found);
    found = x.clone();
    Activations.tanh(found);
    assertNear(Math::tanh, x, found);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    float[] x = {Float.NaN};
    Activations.tanh(x);
    assertTrue(Float.isNaN(x[0]));
    Activations.sigmoid(x);
    assertTrue(Float.isNaN(x[0]));
  }
}
