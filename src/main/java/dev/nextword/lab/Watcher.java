package dev.nextword.lab;

/** Who watches a lab run. */
public interface Watcher {
  /** Told what has just been measured. */
  void see(LabEvent event);

  /** Asked before every update; whoever says true is told nothing more. */
  default boolean isTired() {
    return false;
  }
}
