package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

class ChosenBackendTest {
  @Test
  void nothingComesBeforeTheCpuUnlessTheGpuIsAskedFor() {
    ChosenBackend ours = new ChosenBackend();
    for (Nd4jBackend other : ServiceLoader.load(Nd4jBackend.class)) {
      assertTrue(
          other instanceof ChosenBackend || other.getPriority() < ours.getPriority(),
          other + " has priority " + other.getPriority());
    }
  }

  @Test
  void nd4jFindsIt() {
    assertInstanceOf(ChosenBackend.class, Nd4j.getBackend());
    assertEquals(ExecutionerType.NATIVE_CPU, Nd4j.getExecutioner().type());
    assertEquals(Device.CPU, Device.ofThisProcess());
  }

  @Test
  void inAProcessForTheGpuEveryOtherComesFirst() {
    String option = Device.GPU.property().substring("-D".length());
    String name = option.substring(0, option.indexOf('='));
    System.setProperty(name, option.substring(option.indexOf('=') + 1));
    try {
      assertEquals(Device.GPU, Device.ofThisProcess());
      assertTrue(new ChosenBackend().getPriority() < 0);
    } finally {
      System.clearProperty(name);
    }
  }
}
