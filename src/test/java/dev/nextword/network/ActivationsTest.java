package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against {@link Math}, with the bound that the Javadoc of {@link Activations} states. */
class ActivationsTest {
  private static final double ERROR = 4e-6;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static void assertNear(DoubleUnaryOperator expected, INDArray x, INDArray found) {
    for (int i = 0; i < x.columns(); i++) {
      double value = x.getDouble(0, i);
      assertEquals(expected.applyAsDouble(value), found.getDouble(0, i), ERROR, () -> "" + value);
    }
  }

  @Test
  void theErrorIsWithinItsBound() {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -100, 0.005, 40_001).reshape(1, 40_001);
    INDArray found = x.dup();
    Activations.sigmoid(found);
    assertNear(ActivationsTest::sigmoid, x, found);
    found = x.dup();
    Activations.tanh(found);
    assertNear(Math::tanh, x, found);
  }

  /** One step of a series: a view of a larger array. */
  @Test
  void aViewLeavesItsNeighboursAlone() {
    INDArray all = Nd4j.ones(DataType.FLOAT, 3, 9).dup('f');
    Activations.tanh(Series.columns(all, 3, 3));
    for (int j = 0; j < 9; j++) {
      assertEquals(j < 3 || j > 5 ? 1 : Math.tanh(1), all.getDouble(2, j), ERROR);
    }
  }

  @Test
  void inDoublePrecisionItIsExact() {
    INDArray x = Nd4j.createFromArray(-0.3, 0.7);
    Activations.sigmoid(x);
    assertEquals(sigmoid(-0.3), x.getDouble(0), 1e-15);
    Activations.tanh(x);
    assertEquals(Math.tanh(sigmoid(0.7)), x.getDouble(1), 1e-15);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    INDArray x = Nd4j.createFromArray(Float.NaN);
    Activations.tanh(x);
    assertTrue(Double.isNaN(x.getDouble(0)));
  }
}
