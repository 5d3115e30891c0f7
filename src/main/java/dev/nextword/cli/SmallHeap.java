package dev.nextword.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps Java's heap near what is in use. By default it grows with the machine's memory rather than
 * with what the program needs, and a jar cannot carry other settings; these few may still be
 * changed while it runs.
 */
final class SmallHeap {
  /** In this order: the first must not exceed the second. */
  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("MinHeapFreeRatio", "10"); // percent of the heap
    SETTINGS.put("MaxHeapFreeRatio", "20");
    SETTINGS.put("G1PeriodicGCInterval", "2000"); // ms; gives back what a burst has left behind
  }

  private SmallHeap() {}

  /** From now on; what the user has set stays, and so does what this Java does not have. */
  static void keep() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return; // another kind of Java
    }
    SETTINGS.forEach(
        (name, value) -> {
          try {
            VMOption before = machine.getVMOption(name);
            if (before.isWriteable() && before.getOrigin() == VMOption.Origin.DEFAULT) {
              machine.setVMOption(name, value);
            }
          } catch (IllegalArgumentException e) {
            // not in this version
          }
        });
  }
}
