package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the answer is known by hand, and where the subspace is smaller than the state. */
class JacobianNormsTest {
  private static final int HIDDEN = 40;
  private static final int TIME = 80;

  /** One word; h_t = relu(factor h_t-1), R a multiple of the unit matrix. */
  private static WordStepper scaling(double factor) {
    NetworkShape shape =
        new NetworkShape(
            Clusters.none(1),
            1,
            List.of(new NetworkShape.Recurrent(CellType.RELU_RNN, 1, HIDDEN)),
            0);
    float[] weights = new float[(int) shape.parameters()];
    int at = 1 + HIDDEN; // behind the word's vector and W
    for (int j = 0; j < HIDDEN; j++) {
      weights[at + j * HIDDEN + j] = (float) factor;
    }
    Arrays.fill(weights, at + HIDDEN * HIDDEN, at + HIDDEN * HIDDEN + HIDDEN, 1); // the bias
    return new WordStepper(shape, FloatBuffer.wrap(weights));
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1", "1.25", "0.0001"})
  void vanishesAndExplodesByTheStepsFactor(double factor) {
    WordStepper stepper = scaling(factor);
    double[] norms = new WordTracer(stepper).read(stepper.zero(), new int[TIME]).jacobianNorms(0);
    for (int lag = 0; lag < TIME; lag++) {
      double expected = Math.pow(factor, lag);
      if (expected > 1e-150) { // its square is still a number
        assertEquals(1, norms[lag] / expected, 1e-2, "lag " + lag);
      } else {
        assertTrue(norms[lag] <= 1e-149, "lag " + lag);
      }
    }
  }

  /** More steps and units than the subspace has room for, against every direction carried back. */
  @Test
  void equalsTheWholeMatrixCarriedBack() {
    for (CellType cell : List.of(CellType.RNN, CellType.GRU, CellType.LSTM)) {
      NetworkShape shape =
          new NetworkShape(
              Clusters.none(9), 4, List.of(new NetworkShape.Recurrent(cell, 4, HIDDEN)), 0);
      Random random = new Random(6);
      float[] weights = new float[(int) shape.parameters()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * 0.25);
      }
      WordStepper stepper = new WordStepper(shape, FloatBuffer.wrap(weights));
      WordTrace trace =
          new WordTracer(stepper).read(stepper.zero(), random.ints(TIME, 0, 9).toArray());
      double[] norms = trace.jacobianNorms(3);
      double[] expected = wholeMatrix(trace);
      for (int lag = 0; lag < TIME; lag++) {
        assertEquals(1, norms[lag] / expected[lag], 0.03, cell + " at lag " + lag);
      }
    }
  }

  private static double[] wholeMatrix(WordTrace trace) {
    double[] norms = new double[TIME];
    norms[0] = 1;
    double[][][][] images = new double[HIDDEN][][][];
    for (int i = 0; i < HIDDEN; i++) {
      double[][][] state = trace.state(0);
      images[i] = new double[1][state[0].length][HIDDEN];
      images[i][0][0][i] = 1;
    }
    for (int lag = 1; lag < TIME; lag++) {
      double[][] gram = new double[HIDDEN][HIDDEN];
      for (int i = 0; i < HIDDEN; i++) {
        images[i] = trace.step(TIME - lag).back(images[i]).state();
        for (int j = 0; j <= i; j++) {
          gram[i][j] = dot(images[i][0], images[j][0]);
          gram[j][i] = gram[i][j];
        }
      }
      norms[lag] = Math.sqrt(new SymmetricEigen(gram).values[0]);
    }
    return norms;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int s = 0; s < a.length; s++) {
      for (int j = 0; j < HIDDEN; j++) {
        sum += a[s][j] * b[s][j];
      }
    }
    return sum;
  }
}
