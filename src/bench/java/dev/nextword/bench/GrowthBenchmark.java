package dev.nextword.bench;

import dev.nextword.bench.worker.ResidentMemory;
import dev.nextword.bench.worker.TrainingShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Time and memory of training against one size at a time, the others as in the usual network: short
 * runs, so that the shape of the curve is right and its values are not exact.
 */
final class GrowthBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;
  private static final int[] VOCABULARIES = {5_000, 20_000, 50_000, 100_000};
  private static final int[] HIDDEN = {64, 128, 512, 1024};
  private static final int[] BATCHES = {1, 8, 128};
  private static final int[] WINDOWS = {5, 140};
  private static final double MEGABYTE = 1 << 20;

  @Override
  public void run(Workshop workshop, Report report) {
    report.note("LSTM, E = 128, one thread; " + ROUNDS + " interleaved rounds of 1 update");
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
    measure(10_000, 256, 32, 35, workshop, report, table);
    for (int vocabulary : VOCABULARIES) {
      measure(vocabulary, 256, 32, 35, workshop, report, table);
    }
    for (int hidden : HIDDEN) {
      measure(10_000, hidden, 32, 35, workshop, report, table);
    }
    for (int batch : BATCHES) {
      measure(10_000, 256, batch, 35, workshop, report, table);
    }
    for (int window : WINDOWS) {
      measure(10_000, 256, 32, window, workshop, report, table);
    }
    report.table(table);
  }

  private static void measure(
      int vocabulary,
      int hidden,
      int batch,
      int window,
      Workshop workshop,
      Report report,
      Table table) {
    TrainingShape shape = new TrainingShape("lstm", vocabulary, 128, hidden, 1, batch, window, 0);
    String file = workshop.folder().resolve("weights.bin").toString();
    try (WorkerProcess ours = workshop.deeplearning4j("training", "ours", shape.line(), file)) {
      ours.ask("save");
      try (WorkerProcess libtorch = workshop.libtorch("training", "libtorch", shape.line(), file)) {
        Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
        contestants.put("ours", () -> seconds(ours));
        contestants.put("libtorch", () -> seconds(libtorch));
        ours.ask("train 15"); // the JVM compiles
        libtorch.ask("train 3");
        Rounds rounds = Rounds.of(ROUNDS, contestants);
        report.rounds(shape.line(), rounds);
        System.out.println("  measured: " + shape.title());
        table.row(
            vocabulary,
            hidden,
            batch,
            window,
            shape.words() / rounds.figure("ours").median(),
            shape.words() / rounds.figure("libtorch").median(),
            rounds.ratio("libtorch", "ours"),
            ResidentMemory.peak(ours.pid()) / MEGABYTE,
            ResidentMemory.peak(libtorch.pid()) / MEGABYTE);
      }
    }
  }

  private static double seconds(WorkerProcess worker) {
    double[] answer = worker.numbers("train 1");
    return answer[0] + answer[1];
  }
}
