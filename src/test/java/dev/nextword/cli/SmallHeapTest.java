package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SmallHeapTest {
  @Test
  void whatTheUserHasNotSetIsSetOnce() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    assertNotNull(machine);
    VMOption before = machine.getVMOption("MaxHeapFreeRatio");
    String expected =
        before.getOrigin() == VMOption.Origin.DEFAULT && before.isWriteable()
            ? "50"
            : before.getValue();
    SmallHeap.keep();
    assertEquals(expected, machine.getVMOption("MaxHeapFreeRatio").getValue());
    SmallHeap.keep();
    assertEquals(expected, machine.getVMOption("MaxHeapFreeRatio").getValue());
  }
}
