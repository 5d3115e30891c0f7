package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunResultTest {
  private static final Tuning TUNING =
      new Tuning(0.01, Initialisation.ORTHOGONAL, 1, 1, new Curriculum(11, 0.4, 1), 0);

  private static RunResult result(long seed, double accuracy, double loss) {
    ExperimentRun run = new ExperimentRun(CellType.RNN, 8, TUNING, 10, seed, false);
    return new RunResult(run, 10, accuracy, loss, false, Map.of(), Map.of(), Map.of());
  }

  private static long best(RunResult... results) {
    long forwards = RunResult.best(List.of(results), 500).run().seed();
    List<RunResult> reversed = new java.util.ArrayList<>(List.of(results));
    java.util.Collections.reverse(reversed);
    assertEquals(forwards, RunResult.best(reversed, 500).run().seed(), "whatever the order");
    return forwards;
  }

  @Test
  void moreThanChanceDecidesByAccuracy() {
    assertEquals(1, best(result(1, 0.9, 3), result(2, 0.5, 1), result(3, 0.8, 1)));
  }

  @Test
  void lessThanChanceDecidesByLoss() {
    // two standard errors of a difference at 0.27 of 500 passages are 0.056
    assertEquals(2, best(result(1, 0.27, 4), result(2, 0.25, 3), result(3, 0.2, 1)));
  }

  @Test
  void aLossThatIsNotANumberIsNeverBest() {
    assertEquals(1, best(result(1, 0.25, 4), result(2, 0.26, Double.NaN)));
  }
}
