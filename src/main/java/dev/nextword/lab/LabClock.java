package dev.nextword.lab;

/** When a run measures: before the first update, after the last, and evenly between. */
final class LabClock {
  private static final int MOST = 60;

  private final long start = System.nanoTime();
  private final int updates;
  private final int every;

  LabClock(int updates) {
    this.updates = updates;
    this.every = (updates + MOST - 1) / MOST;
  }

  boolean measuresAt(int update) {
    return update % every == 0 || update == updates;
  }

  long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
