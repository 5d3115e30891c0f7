package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static final int PATIENCE = 2;

  private final LearningRateSchedule schedule = new LearningRateSchedule(PATIENCE, 0.5);

  @Test
  void itCoolsDownOverTheLastShareOfTheUpdates() {
    assertEquals(1, schedule.factor(0));
    assertEquals(1, schedule.factor(0.5));
    assertEquals((1 + LearningRateSchedule.COLDEST) / 2, schedule.factor(0.75), 1e-12);
    assertEquals(LearningRateSchedule.COLDEST, schedule.factor(1), 1e-12);
  }

  @Test
  void withoutCoolingDownItStaysToTheEnd() {
    assertEquals(1, new LearningRateSchedule(PATIENCE, 0).factor(1));
  }

  @Test
  void itHalvesWheneverPatienceEnds() {
    schedule.measured(5);
    schedule.measured(5);
    assertEquals(1, schedule.factor(0), "once is no stall");
    schedule.measured(5);
    assertEquals(0.5, schedule.factor(0));
    schedule.measured(5);
    assertEquals(0.5, schedule.factor(0));
    schedule.measured(5);
    assertEquals(0.25, schedule.factor(0));
    assertEquals(0.25 * LearningRateSchedule.COLDEST, schedule.factor(1), 1e-12, "a product");
  }

  @Test
  void improvementResetsThePatienceAndKeepsTheRate() {
    schedule.measured(5);
    schedule.measured(6);
    schedule.measured(6);
    assertEquals(0.5, schedule.factor(0));
    assertTrue(schedule.measured(4));
    schedule.measured(4.5);
    assertEquals(0.5, schedule.factor(0));
    schedule.measured(4.5);
    assertEquals(0.25, schedule.factor(0));
  }

  @Test
  void theBestIsKeptEvenWhereItIsTooLittleToCount() {
    assertTrue(schedule.measured(5));
    assertFalse(schedule.measured(5));
    double little = 5 - LearningRateSchedule.LEAST_IMPROVEMENT / 2;
    assertTrue(schedule.measured(little), "better weights");
    assertEquals(0.5, schedule.factor(0), "but a stall");
    assertFalse(schedule.measured(5), "worse than the best");
  }

  @Test
  void threeHalvingsInARowExhaustIt() {
    schedule.measured(5);
    for (int i = 1; i <= 3 * PATIENCE; i++) {
      assertFalse(schedule.exhausted());
      schedule.measured(5);
    }
    assertTrue(schedule.exhausted());
  }

  @Test
  void aSavedStateGoesOnAlike() {
    schedule.measured(5);
    schedule.measured(6);
    LearningRateSchedule other = new LearningRateSchedule(PATIENCE, 0.5);
    other.state(schedule.state());
    for (double loss : new double[] {6, 4, 4, 4, 4, 3.9995, 3}) {
      assertEquals(schedule.measured(loss), other.measured(loss));
      assertEquals(schedule.state(), other.state());
    }
  }
}
