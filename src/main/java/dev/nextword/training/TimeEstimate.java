package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.network.WordNetwork;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * How long a training will take, from updates that were really done on this machine: a network of
 * the right shape and vocabulary is trained for a second. Which words it reads makes no difference
 * to its speed, so they are random ones.
 *
 * @param updates of each cell at most; a training ends earlier where validation stalls
 * @param secondsPerUpdate of each cell, alone on a core
 * @param cores of this machine
 */
public record TimeEstimate(long updates, Map<String, Double> secondsPerUpdate, int cores) {
  /** The first updates are slow, while Java compiles. */
  private static final int WARM_UP = 3;

  private static final long NANOS = 1_000_000_000L;

  public TimeEstimate {
    secondsPerUpdate = Map.copyOf(secondsPerUpdate);
  }

  /** Of all cells side by side: as long as the slowest, or as the cores need for all. */
  public double seconds() {
    double slowest = secondsPerUpdate.values().stream().mapToDouble(s -> s).max().orElse(0);
    double all = secondsPerUpdate.values().stream().mapToDouble(s -> s).sum();
    return updates * Math.max(slowest, all / cores);
  }

  /**
   * Measures each cell for about a second.
   *
   * @param cells all with the same batch, window and epochs
   * @param vocabulary number of words
   * @param labels that the training part has: words and ends of sentences
   */
  public static TimeEstimate measure(List<TrainingSettings> cells, int vocabulary, long labels) {
    return measure(cells, vocabulary, labels, System::nanoTime);
  }

  static TimeEstimate measure(
      List<TrainingSettings> cells, int vocabulary, long labels, LongSupplier clock) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (TrainingSettings cell : cells) {
      seconds.put(cell.cell().label(), secondsPerUpdate(cell, vocabulary, clock));
    }
    TrainingSettings first = cells.get(0);
    long perUpdate = (long) first.batch() * first.bptt();
    long perEpoch = (labels + perUpdate - 1) / perUpdate;
    return new TimeEstimate(
        Math.max(1, Math.round(first.epochs() * perEpoch)),
        seconds,
        Runtime.getRuntime().availableProcessors());
  }

  private static double secondsPerUpdate(
      TrainingSettings settings, int vocabulary, LongSupplier clock) {
    CellUpdate update =
        new CellUpdate(
            WordNetwork.create(settings.network(vocabulary), settings.updater()), settings);
    Batch batch = random(settings, vocabulary);
    for (int i = 0; i < WARM_UP; i++) {
      update.of(batch);
    }
    long start = clock.getAsLong();
    long now = start;
    int done = 0;
    while (done == 0 || now - start < NANOS) {
      update.of(batch);
      done++;
      now = clock.getAsLong();
    }
    return (now - start) / 1e9 / done;
  }

  private static Batch random(TrainingSettings settings, int vocabulary) {
    int lanes = settings.batch() + settings.wovenLanes();
    int[] ids = new int[lanes * settings.bptt()];
    SplittableRandom random = new SplittableRandom(1);
    Arrays.setAll(ids, i -> random.nextInt(vocabulary));
    boolean[][] restarts = new boolean[settings.bptt()][lanes];
    return new Batch(lanes, settings.bptt(), ids, ids.clone(), new BitSet(), restarts);
  }
}
