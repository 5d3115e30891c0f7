package dev.nextword.training;

/**
 * Lowers the learning rate when validation stalls, and cools down towards the planned end.
 *
 * <p>The factor on the first learning rate is the product of two: a half for every {@code patience} measurements in a
 * row that brought no improvement, and a straight line from 1 to {@value #COLDEST} over the last share of the updates.
 */
final class LearningRateSchedule {
  /** Losses that differ by less, in nats a word, count as the same. */
  static final double LEAST_IMPROVEMENT = 0.002;

  static final double COLDEST = 0.05;

  /** Where the schedule stands; saved in checkpoints. */
  record State(double best, int stalled, double factor) {
    static final State START = new State(Double.MAX_VALUE, 0, 1);
  }

  private final int patience;
  private final double coolDown;
  private State state = State.START;

  LearningRateSchedule(int patience, double coolDown) {
    this.patience = patience;
    this.coolDown = coolDown;
  }

  /**
   * Factor on the learning rate.
   *
   * @param progress share of the planned updates that are done, 0 to 1
   */
  double factor(double progress) {
    double left = 1 - progress;
    double cooled = left >= coolDown ? 1 : COLDEST + (1 - COLDEST) * left / coolDown;
    return state.factor * cooled;
  }

  /** Takes a validation loss; true if it is the best so far. */
  boolean measured(double loss) {
    if (loss < state.best - LEAST_IMPROVEMENT) {
      state = new State(loss, 0, state.factor);
      return true;
    }
    int stalled = state.stalled + 1;
    double factor = stalled % patience == 0 ? state.factor / 2 : state.factor;
    boolean best = loss < state.best;
    state = new State(Math.min(loss, state.best), stalled, factor);
    return best;
  }

  /** True when halving has not helped three times in a row. */
  boolean exhausted() {
    return state.stalled >= 3 * patience;
  }

  State state() {
    return state;
  }

  void state(State state) {
    this.state = state;
  }
}
