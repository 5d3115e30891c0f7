package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void oneByHand() {
    SymmetricEigen eigen = new SymmetricEigen(new double[][] {{2, 1}, {1, 2}});
    assertArrayEquals(new double[] {3, 1}, eigen.values, 1e-12);
  }

  @Test
  void putTogetherAgainItIsTheMatrix() {
    Random random = new Random(3);
    for (int n : new int[] {1, 2, 5, 24}) {
      double[][] a = new double[n][n];
      double[][] copy = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          a[i][j] = random.nextGaussian();
          a[j][i] = a[i][j];
          copy[i][j] = a[i][j];
          copy[j][i] = a[i][j];
        }
      }
      SymmetricEigen eigen = new SymmetricEigen(copy);
      for (int i = 0; i < n; i++) {
        assertTrue(i == 0 || eigen.values[i] <= eigen.values[i - 1], "falling");
        for (int j = 0; j < n; j++) {
          double sum = 0;
          double product = 0;
          for (int k = 0; k < n; k++) {
            sum += eigen.values[k] * eigen.vectors[k][i] * eigen.vectors[k][j];
            product += eigen.vectors[i][k] * eigen.vectors[j][k];
          }
          assertEquals(a[i][j], sum, 1e-10);
          assertEquals(i == j ? 1 : 0, product, 1e-12);
        }
      }
    }
  }

  @Test
  void zero() {
    assertArrayEquals(new double[3], new SymmetricEigen(new double[3][3]).values);
  }
}
