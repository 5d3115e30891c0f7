package dev.nextword.bench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process in bytes, as Linux tells it; NaN elsewhere. */
public final class ResidentMemory {
  private static final double KILOBYTE = 1024;

  private ResidentMemory() {}

  /** At this moment. */
  public static double now(long pid) {
    return field(pid, "VmRSS:");
  }

  /** The largest so far. */
  public static double peak(long pid) {
    return field(pid, "VmHWM:");
  }

  private static double field(long pid, String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", "" + pid, "status"))) {
        if (line.startsWith(name)) {
          return Double.parseDouble(line.substring(name.length()).replace("kB", "").strip())
              * KILOBYTE;
        }
      }
    } catch (IOException notLinux) {
      // as below
    }
    return Double.NaN;
  }
}
