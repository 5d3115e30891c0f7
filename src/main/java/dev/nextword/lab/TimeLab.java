package dev.nextword.lab;

/** Stub. */
public final class TimeLab {
  public TimeLab(TimeSettings settings) {}

  public void run(Watcher watcher) {}
}
