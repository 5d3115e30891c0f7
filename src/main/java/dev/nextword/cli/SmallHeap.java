package dev.nextword.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps Java's heap near what is in use. By default it grows with the machine's memory rather than
 * with what the program needs, and a jar cannot carry other settings; these few may still be
 * changed while it runs. They are heeded when the whole heap is collected; where many people type
 * at once Java does without that and takes more and more instead, so it is asked to.
 */
final class SmallHeap {
  /** In this order: the first must not exceed the second. */
  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    // Percent of the heap. With less room, G1 collects a few megabytes at a time when many people
    // type, finds that it does nothing else, and asks for several times as much.
    SETTINGS.put("MinHeapFreeRatio", "40");
    SETTINGS.put("MaxHeapFreeRatio", "50");
    SETTINGS.put("G1PeriodicGCInterval", "2000"); // ms; gives back what a burst has left behind
  }

  /** Nearly twice what the demo needs, in bytes. */
  private static final long ENOUGH = 384L << 20;

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** A collection of everything takes some 75 ms: more often, and typists would wait for it. */
  private static final Duration PAUSE_AFTER = Duration.ofMillis(400);

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
    if (Runtime.getRuntime().maxMemory() > ENOUGH + ENOUGH / 2) { // else Java keeps it small itself
      Thread watch = new Thread(SmallHeap::watch, "small heap");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void watch() {
    long enough = ENOUGH;
    try {
      while (true) {
        Thread.sleep(PAUSE.toMillis());
        if (Runtime.getRuntime().totalMemory() > enough) {
          System.gc(); // a tenth of a second
          // if so much is in use, leave room above it
          enough = Math.max(ENOUGH, Runtime.getRuntime().totalMemory() * 3 / 2);
          Thread.sleep(PAUSE_AFTER.toMillis());
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
