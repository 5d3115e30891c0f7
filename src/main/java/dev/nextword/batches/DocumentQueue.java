package dev.nextword.batches;

import java.util.Random;
import java.util.function.LongToIntFunction;

/**
 * Hands out documents: each once, or without end in a new random order each round, or as a curriculum picks them.
 * What comes is a function of the seed and of how many were taken, so that a training can go on where it stopped.
 */
final class DocumentQueue {
  /** What an exhausted queue hands out. */
  static final int NONE = -1;

  private final IdsFile file;
  private final LongToIntFunction choose;
  private long taken;

  private DocumentQueue(IdsFile file, LongToIntFunction choose) {
    this.file = file;
    this.choose = choose;
  }

  /** Each document once, in the file's own order. */
  static DocumentQueue once(IdsFile file) {
    return new DocumentQueue(file, taken -> taken < file.documents() ? (int) taken : NONE);
  }

  /** Each document once in a round, each round in another order. */
  static DocumentQueue shuffled(IdsFile file, long seed) {
    int n = file.documents();
    int[] order = new int[n];
    long[] round = {-1};
    return new DocumentQueue(
        file,
        taken -> {
          if (taken / n != round[0]) {
            round[0] = taken / n;
            shuffle(order, new Random(seed * 31 + round[0]));
          }
          return order[(int) (taken % n)];
        });
  }

  /** By a function of how many were taken. */
  static DocumentQueue chosen(IdsFile file, LongToIntFunction choose) {
    return new DocumentQueue(file, choose);
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  IdsFile file() {
    return file;
  }

  /** A document's number, or {@link #NONE}. */
  int next() {
    return choose.applyAsInt(taken++);
  }

  long taken() {
    return taken;
  }

  void taken(long taken) {
    this.taken = taken;
  }
}
