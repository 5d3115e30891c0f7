package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theIntervalOfAShareIsWilsons(int successes, int trials, double low, double high) {
    Estimate estimate = Estimate.share(successes, trials);
    assertEquals((double) successes / trials, estimate.value());
    assertEquals(low, estimate.low(), 5e-5);
    assertEquals(high, estimate.high(), 5e-5);
    Estimate other = Estimate.share(trials - successes, trials);
    assertEquals(1 - low, other.high(), 5e-5);
  }

  @Test
  void noShareIsOutsideOfItsInterval() {
    for (int trials = 1; trials < 40; trials++) {
      for (int successes = 0; successes <= trials; successes++) {
        Estimate e = Estimate.share(successes, trials);
        assertTrue(0 <= e.low() && e.low() <= e.value(), e.toString());
        assertTrue(e.value() <= e.high() && e.high() <= 1, e.toString());
      }
    }
  }

  @Test
  void theBootstrapOfAMeanIsNearTheNormalInterval() {
    Random random = new Random(1);
    double[] values = random.doubles(400).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double error = Math.sqrt(1.0 / 12 / 400);
    Estimate estimate = Estimate.mean(values);
    assertEquals(mean, estimate.value());
    assertEquals(mean - 1.96 * error, estimate.low(), 0.2 * error);
    assertEquals(mean + 1.96 * error, estimate.high(), 0.2 * error);
    assertEquals(estimate, Estimate.mean(values), "the draws are the same every time");
  }

  @Test
  void theMedianIsTheMiddleValueOrBetweenTheTwo() {
    assertEquals(3, Estimate.median(new double[] {9, 1, 3}).value());
    assertEquals(2.5, Estimate.median(new double[] {9, 2, 3, 1}).value());
    assertEquals(new Estimate(7, 7, 7), Estimate.median(new double[] {7, 7, 7}));
  }

  @Test
  void aWidenedIntervalHoldsBoth() {
    assertEquals(
        new Estimate(0.5, 0.1, 0.8),
        new Estimate(0.5, 0.4, 0.8).widened(new Estimate(0.4, 0.1, 0.6)));
  }
}
