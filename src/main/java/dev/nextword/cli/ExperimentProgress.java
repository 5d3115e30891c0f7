package dev.nextword.cli;

import dev.nextword.training.DistanceExperiment;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far an experiment is: on a terminal a line that is written over, otherwise one line a minute.
 */
final class ExperimentProgress implements DistanceExperiment.Listener {
  private static final long TERMINAL_NANOS = 500_000_000L;
  private static final long FILE_NANOS = 60_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal = System.console() != null;
  private long firstTime;
  private double firstShare = -1;
  private long last;

  ExperimentProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void progressed(String what, double share) {
    long now = System.nanoTime();
    if (firstShare < 0) {
      firstTime = now;
      firstShare = share; // what an earlier run has done says nothing of the speed of this one
    } else if (now - last < (terminal ? TERMINAL_NANOS : FILE_NANOS)) {
      return;
    }
    last = now;
    double seconds = (now - firstTime) / 1e9;
    String left =
        share > firstShare + 0.005
            ? ProgressLines.duration(seconds * (1 - share) / (share - firstShare)) + " left"
            : "";
    String line = String.format(Locale.ROOT, "%3.0f %%  %s  %s", 100 * share, left, what);
    if (terminal) {
      err.print("\r\033[K" + line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Ends the line. */
  void end() {
    if (terminal) {
      err.println();
    }
  }
}
