package dev.nextword.bench;

import dev.nextword.bench.worker.TrainingShape;
import dev.nextword.network.Clusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Words a second of large vocabularies: this program's adaptive softmax beside its full softmax and
 * beside libtorch's {@code AdaptiveLogSoftmaxWithLoss}, with the same cutoffs.
 */
final class AdaptiveBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;
  private static final int[] VOCABULARIES = {33_000, 100_000};
  private static final double TOLERANCE = 1e-5;

  /** A round's length in seconds, about. */
  private static final double ROUND_SECONDS = 1.5;

  /** Until the compiler of Java is done with what takes the time. */
  private static final double WARM_UP_SECONDS = 6;

  @Override
  public void run(Workshop workshop, Report report) {
    report.note("LSTM, E = 128, H = 256, B = 32, T = 35, one thread; Adam, clipping; Zipf's law");
    Table table =
        Table.of(
            "Adaptive softmax, one thread: words a second",
            "vocabulary",
            "ours, full",
            "ours, adaptive",
            "libtorch, adaptive",
            "adaptive / full",
            "by processor time",
            "ours / libtorch",
            "by processor time");
    for (int vocabulary : VOCABULARIES) {
      measure(vocabulary, workshop, report, table);
    }
    report.table(table);
  }

  private static void measure(int vocabulary, Workshop workshop, Report report, Table table) {
    TrainingShape full = new TrainingShape("lstm", vocabulary, 128, 256, 1, 32, 35, 0);
    TrainingShape adaptive = full.cutoffs(Clusters.ofZipf(vocabulary).cutoffs());
    String weights = workshop.folder().resolve("weights.bin").toString();
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      WorkerProcess ours = workshop.deeplearning4j("training", "ours", adaptive.line(), weights);
      workers.add(ours);
      ours.ask("save");
      WorkerProcess libtorch = workshop.libtorch("training", "libtorch", adaptive.line(), weights);
      workers.add(libtorch);
      requireEqual(ours.numbers("train 1")[3], libtorch.numbers("train 1")[3]);
      WorkerProcess oursFull = workshop.deeplearning4j("training", "ours", full.line(), weights);
      workers.add(oursFull);

      Map<String, Contestant> contestants = new LinkedHashMap<>();
      contestants.put("full", new Contestant(oursFull));
      contestants.put("adaptive", new Contestant(ours));
      contestants.put("libtorch", new Contestant(libtorch));
      Map<String, DoubleSupplier> suppliers = new LinkedHashMap<>();
      contestants.forEach((name, contestant) -> suppliers.put(name, contestant::round));
      Rounds wall = Rounds.of(ROUNDS, suppliers);
      Map<String, double[]> processor = new LinkedHashMap<>();
      contestants.forEach((name, contestant) -> processor.put(name, contestant.processor()));
      report.rounds(adaptive.line(), wall);
      table.row(
          vocabulary,
          full.words() / wall.figure("full").median(),
          full.words() / wall.figure("adaptive").median(),
          full.words() / wall.figure("libtorch").median(),
          wall.ratio("full", "adaptive"),
          ratio(processor.get("full"), processor.get("adaptive")),
          wall.ratio("libtorch", "adaptive"),
          ratio(processor.get("libtorch"), processor.get("adaptive")));
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private static void requireEqual(double ours, double theirs) {
    if (!(Math.abs(ours - theirs) <= TOLERANCE * ours)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "not the same loss: %f and %f", ours, theirs));
    }
  }

  private static Rounds.Figure ratio(double[] a, double[] b) {
    double[] ratios = a.clone();
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= b[i];
    }
    return Rounds.figure(ratios);
  }

  /** Rounds of as many updates as take {@link #ROUND_SECONDS}. */
  private static final class Contestant {
    private final WorkerProcess worker;
    private final List<Double> processor = new ArrayList<>();
    private final int updates;

    Contestant(WorkerProcess worker) {
      this.worker = worker;
      double spent = 0;
      double each = 0;
      while (spent < WARM_UP_SECONDS) {
        each = worker.numbers("train 5")[2] / 5;
        spent += 5 * each;
      }
      updates = (int) Math.max(1, Math.round(ROUND_SECONDS / each));
    }

    /** Seconds of an update. */
    double round() {
      double[] answer = worker.numbers("train " + updates);
      processor.add(answer[2] / updates);
      return (answer[0] + answer[1]) / updates;
    }

    double[] processor() {
      return processor.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
