package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against {@link Math#exp}, with the bounds that the Javadoc of {@link Exponentials} states. */
class ExponentialsTest {
  @Test
  void theErrorIsWithinItsBounds() {
    int count = 23_401;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 17 - i * 0.005f; // 17 to -100
    }
    float[] found = values.clone();
    Exponentials.inPlace(found, 0);
    for (int i = 0; i < count; i++) {
      double x = values[i];
      double expected = Math.exp(x);
      assertEquals(expected, found[i], x > -17 ? 1e-5 * expected : 1e-12, () -> "exp(" + x + ")");
      assertTrue(found[i] >= 0, () -> "exp(" + x + ")");
    }
  }

  @Test
  void whatIsFarTooLargeShows() {
    float[] values = {40, 1000, Float.POSITIVE_INFINITY, Float.NaN};
    Exponentials.inPlace(values, 0);
    for (int i = 0; i < 3; i++) {
      assertEquals(Math.exp(32), values[i], 1e-3 * Math.exp(32));
    }
    assertTrue(Float.isNaN(values[3]));
  }

  @Test
  void sumsAreThoseOfTheExponentials() {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 1023, 1024, 1025, 5000}) {
      float[] scores = new float[length];
      double all = 0;
      for (int i = 0; i < length; i++) {
        scores[i] = (float) (-4 * Math.abs(random.nextGaussian()));
        all += Math.exp(scores[i] - 1);
      }
      assertEquals(all, Exponentials.sum(scores, 1f), 1e-5 * all);
      int[] some = random.ints(length / 3, 0, Math.max(1, length)).toArray();
      double ofSome = 0;
      for (int id : some) {
        ofSome += Math.exp(scores[id]);
      }
      assertEquals(ofSome, Exponentials.sum(scores, some), 1e-5 * ofSome);
    }
  }
}
