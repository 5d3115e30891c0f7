package dev.nextword.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.reliability.Trend.Verdict;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final int SAMPLES = 240;

  private static Trend of(IntToDoubleFunction value) {
    double[] at = IntStream.range(0, SAMPLES).asDoubleStream().toArray();
    return Trend.of(at, IntStream.range(0, SAMPLES).mapToDouble(value).toArray());
  }

  @Test
  void aStraightLineIsFoundExactly() {
    Trend trend = of(i -> 100 + 20.0 * i / (SAMPLES - 1)); // from 100 to 120
    assertEquals(110, trend.mean(), 1e-9);
    assertEquals(20 / 110.0, trend.growth().value(), 1e-9);
    assertEquals(20 / 110.0, trend.growth().low(), 1e-9);
    assertEquals(Verdict.GROWS, trend.verdict(0));
  }

  @Test
  void whatStaysOrFallsIsFlat() {
    assertEquals(Verdict.FLAT, of(i -> 40).verdict(0));
    assertEquals(Verdict.FLAT, of(i -> 200 - i / 10.0).verdict(0));
  }

  @Test
  void oneThreadMoreIsNoGrowth() {
    Trend trend = of(i -> i < SAMPLES / 2 ? 10 : 11);
    assertEquals(Verdict.GROWS, trend.verdict(0));
    assertEquals(Verdict.FLAT, trend.verdict(4));
  }

  /** Noise with a long memory, as a heap has it: in 95 of 100 cases the true growth is inside. */
  @Test
  void theIntervalHoldsTheTruthThoughNeighboursAreAlike() {
    int inside = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] noise = {0};
      Trend trend =
          of(
              i -> {
                noise[0] = 0.8 * noise[0] + random.nextGaussian();
                return 100 + noise[0];
              });
      inside += trend.growth().low() <= 0 && trend.growth().high() >= 0 ? 1 : 0;
    }
    assertTrue(inside >= 180, inside + " of 200");
  }

  @Test
  void whatCannotBeToldIsNotCalledFlat() {
    Random random = new Random(1);
    assertEquals(Verdict.UNCLEAR, of(i -> Math.exp(3 * random.nextGaussian())).verdict(0));
  }

  @Test
  void gapsAreLeftOutAndTooFewSamplesRefused() {
    assertEquals(Verdict.FLAT, of(i -> i % 3 == 0 ? Double.NaN : 7).verdict(0));
    double[] seven = new double[7];
    assertThrows(IllegalArgumentException.class, () -> Trend.of(seven, seven));
  }
}
