package dev.nextword.bench;

import dev.nextword.bench.worker.ResidentMemory;
import dev.nextword.bench.worker.TrainingShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/**
 * Time and memory of training against one size at a time, the others as in the usual network: short
 * runs, so that the shape of the curve is right and its values are not exact. The tables are also
 * drawn, see {@link GrowthPlot}.
 */
final class GrowthBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;

  /** A round's length, about; it is one update where that takes longer. */
  private static final double ROUND_SECONDS = 0.3;

  private static final int[] VOCABULARIES = {5_000, 20_000, 50_000, 100_000};
  private static final int[] HIDDEN = {64, 128, 512, 1024};
  private static final int[] BATCHES = {1, 8, 128};
  private static final int[] WINDOWS = {5, 15, 140};
  private static final int[] CORES = {1, 2, 4, 8};
  private static final double MEGABYTE = 1 << 20;

  /**
   * What one of the two libraries needs.
   *
   * @param seconds for an update
   * @param megabytes at most
   */
  record Need(Rounds.Figure seconds, double megabytes) {}

  /** What training takes at some size. */
  record Point(int size, Need ours, Need libtorch) {}

  @Override
  public void run(Workshop workshop, Report report) throws IOException {
    report.note("LSTM, full softmax, E = 128, one thread; " + ROUNDS + " interleaved rounds");
    Table table =
        Table.of(
            "Growth",
            "vocabulary",
            "hidden",
            "batch",
            "window",
            "ours: words/s",
            "libtorch: words/s",
            "ours / libtorch",
            "ours: MB",
            "libtorch: MB");
    TrainingShape usual = new TrainingShape("lstm", 10_000, 128, 256, 1, 32, 35, 0);
    Point middle = measure(usual, usual.vocabulary(), workshop, report, table);
    GrowthPlot plot = new GrowthPlot();
    plot.add(
        "Vocabulary",
        "words in the vocabulary",
        along(VOCABULARIES, middle, v -> shape(v, 256, 32, 35), workshop, report, table));
    plot.add(
        "Hidden units",
        "hidden units",
        along(
            HIDDEN,
            new Point(usual.hidden(), middle.ours, middle.libtorch),
            hidden -> shape(10_000, hidden, 32, 35),
            workshop,
            report,
            table));
    plot.add(
        "Batch",
        "lanes of a batch",
        along(
            BATCHES,
            new Point(usual.batch(), middle.ours, middle.libtorch),
            batch -> shape(10_000, 256, batch, 35),
            workshop,
            report,
            table));
    plot.add(
        "Window",
        "steps of a window",
        along(
            WINDOWS,
            new Point(usual.time(), middle.ours, middle.libtorch),
            window -> shape(10_000, 256, 32, window),
            workshop,
            report,
            table));
    report.table(table);
    plot.addCores(cores(usual, workshop, report));
    plot.write(workshop.folder().resolve("growth.svg"), report.caption());
  }

  private static TrainingShape shape(int vocabulary, int hidden, int batch, int window) {
    return new TrainingShape("lstm", vocabulary, 128, hidden, 1, batch, window, 0);
  }

  /** Points along one size, the usual network among them. */
  private static List<Point> along(
      int[] sizes,
      Point usual,
      IntFunction<TrainingShape> shape,
      Workshop workshop,
      Report report,
      Table table) {
    List<Point> points = new ArrayList<>(List.of(usual));
    for (int size : sizes) {
      points.add(measure(shape.apply(size), size, workshop, report, table));
    }
    points.sort((a, b) -> Integer.compare(a.size, b.size));
    return points;
  }

  private static Point measure(
      TrainingShape shape, int size, Workshop workshop, Report report, Table table) {
    String file = workshop.folder().resolve("weights.bin").toString();
    try (WorkerProcess ours = workshop.deeplearning4j("training", "ours", shape.line(), file)) {
      ours.ask("save");
      try (WorkerProcess libtorch = workshop.libtorch("training", "libtorch", shape.line(), file)) {
        ours.ask("train 15"); // the JVM compiles
        libtorch.ask("train 3");
        Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
        contestants.put("ours", round(ours));
        contestants.put("libtorch", round(libtorch));
        Rounds rounds = Rounds.of(ROUNDS, contestants);
        report.rounds(shape.line(), rounds);
        System.out.println("  measured: " + shape.title());
        Point point =
            new Point(
                size,
                new Need(rounds.figure("ours"), ResidentMemory.peak(ours.pid()) / MEGABYTE),
                new Need(
                    rounds.figure("libtorch"), ResidentMemory.peak(libtorch.pid()) / MEGABYTE));
        table.row(
            shape.vocabulary(),
            shape.hidden(),
            shape.batch(),
            shape.time(),
            shape.words() / point.ours.seconds.median(),
            shape.words() / point.libtorch.seconds.median(),
            rounds.ratio("libtorch", "ours"),
            point.ours.megabytes,
            point.libtorch.megabytes);
        return point;
      }
    }
  }

  /** Rounds of some updates; each gives the seconds of one. */
  private static DoubleSupplier round(WorkerProcess worker) {
    int updates = (int) Math.max(1, Math.round(ROUND_SECONDS / seconds(worker, 1)));
    return () -> seconds(worker, updates);
  }

  private static double seconds(WorkerProcess worker, int updates) {
    double[] answer = worker.numbers("train " + updates);
    return (answer[0] + answer[1]) / updates;
  }

  /**
   * The usual network in one process, in two, ...: as many trainings side by side, each with one
   * thread. A point's seconds are those of an update of all of them.
   */
  private static List<Point> cores(TrainingShape shape, Workshop workshop, Report report) {
    int updates = 10;
    String request = "train " + updates;
    Table table =
        Table.of(
            "As many trainings as cores",
            "cores",
            "ours: words/s",
            "libtorch: words/s",
            "ours: MB",
            "libtorch: MB");
    String file = workshop.folder().resolve("weights.bin").toString();
    List<WorkerProcess> ours = new ArrayList<>();
    List<WorkerProcess> libtorch = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    try {
      for (int cores : CORES) {
        if (cores > Runtime.getRuntime().availableProcessors()) {
          break;
        }
        while (ours.size() < cores) {
          ours.add(workshop.deeplearning4j("training", "ours", shape.line(), file));
          ours.get(0).ask("save");
          libtorch.add(workshop.libtorch("training", "libtorch", shape.line(), file));
        }
        Together.seconds(ours, cores, "train 15");
        Together.seconds(libtorch, cores, "train 3");
        Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
        contestants.put("ours", () -> Together.seconds(ours, cores, request) / updates);
        contestants.put("libtorch", () -> Together.seconds(libtorch, cores, request) / updates);
        Rounds rounds = Rounds.of(ROUNDS, contestants);
        report.rounds(cores + " cores", rounds);
        Point point =
            new Point(
                cores,
                new Need(rounds.figure("ours"), megabytes(ours)),
                new Need(rounds.figure("libtorch"), megabytes(libtorch)));
        points.add(point);
        table.row(
            cores,
            cores * shape.words() / point.ours.seconds.median(),
            cores * shape.words() / point.libtorch.seconds.median(),
            point.ours.megabytes,
            point.libtorch.megabytes);
      }
    } finally {
      ours.forEach(WorkerProcess::close);
      libtorch.forEach(WorkerProcess::close);
    }
    report.table(table);
    return points;
  }

  private static double megabytes(List<WorkerProcess> workers) {
    return workers.stream().mapToDouble(w -> ResidentMemory.peak(w.pid())).sum() / MEGABYTE;
  }
}
