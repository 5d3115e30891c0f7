package dev.nextword.lab;

/** What a {@link TimeLab} has its network learn. */
public enum TimeTask implements Labelled {
  FIRST_SYMBOL,
  ADDING,
  ORDER,
  FRANCE;

  double learned() {
    return 0.95;
  }
}
