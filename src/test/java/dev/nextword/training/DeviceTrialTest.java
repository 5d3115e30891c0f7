package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeviceTrialTest {
  @Test
  void theTrialItselfIsSound() {
    DeviceTrial.compute(); // on the CPU: what it expects of a loss is so
  }

  @Test
  void aProcessOnTheCpuIsNoGpu() {
    TrainingException e = assertThrows(TrainingException.class, DeviceTrial::run);
    assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), "says why");
  }
}
