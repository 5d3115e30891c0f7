package dev.nextword.cli;

import dev.nextword.text.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far a download is: on a terminal a line that is written over, otherwise one line a minute.
 */
final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long FILE_NANOS = 60_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private long last;
  private boolean open;

  /**
   * @param terminal whether a person watches
   */
  ProgressLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
    this.last = System.nanoTime();
  }

  @Override
  public void progressed(String file, long bytes, long total) {
    boolean end = bytes == total;
    long now = System.nanoTime();
    if (now - last < (terminal ? TERMINAL_NANOS : FILE_NANOS) && !(end && terminal)) {
      return;
    }
    last = now;
    String line =
        total > 0
            ? String.format(
                Locale.ROOT,
                "%s: %.1f of %.1f MB, %d %%",
                file,
                bytes / 1e6,
                total / 1e6,
                100 * bytes / total)
            : String.format(Locale.ROOT, "%s: %.1f MB", file, bytes / 1e6);
    if (terminal) {
      err.print("\r" + line + "   ");
      err.flush();
      open = true;
      if (end) {
        close();
      }
    } else {
      err.println(line);
    }
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (open) {
      err.println();
      open = false;
    }
  }
}
