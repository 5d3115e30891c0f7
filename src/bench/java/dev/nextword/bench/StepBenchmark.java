package dev.nextword.bench;

import dev.nextword.bench.worker.TrainingShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** One step of a model with its softmax, as on a key: this program and libtorch. */
final class StepBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 7;
  private static final int STEPS = 500;
  private static final int WARM_UP = 3_000;
  private static final double TOLERANCE = 1e-4;

  @Override
  public void run(Workshop workshop, Report report) {
    report.note(
        "V = 10,000, H = 256, one thread; log probabilities of all words, in Java's memory");
    Table table =
        Table.of(
            "A step of the model with softmax, microseconds",
            "network",
            "ours",
            "libtorch",
            "libtorch / ours",
            "GFLOP/s of ours");
    for (String cell : List.of("rnn", "gru", "lstm")) {
      TrainingShape shape = new TrainingShape(cell, 10_000, 128, 256, 1, 1, 1, 0);
      String file = workshop.folder().resolve("weights.bin").toString();
      try (WorkerProcess ours = workshop.deeplearning4j("step", "ours", shape.line(), file)) {
        ours.ask("save");
        try (WorkerProcess libtorch = workshop.libtorch("step", "libtorch", shape.line(), file)) {
          compare(ours, libtorch);
          ours.ask("steps " + WARM_UP);
          libtorch.ask("steps " + WARM_UP);
          Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
          contestants.put("ours", () -> ours.numbers("steps " + STEPS)[0] / STEPS);
          contestants.put("libtorch", () -> libtorch.numbers("steps " + STEPS)[0] / STEPS);
          Rounds rounds = Rounds.of(ROUNDS, contestants);
          report.rounds(cell, rounds);
          double seconds = rounds.figure("ours").median();
          table.row(
              cell.toUpperCase(Locale.ROOT),
              1e6 * seconds,
              1e6 * rounds.figure("libtorch").median(),
              rounds.ratio("libtorch", "ours"),
              shape.productOperations() / 3 / seconds / 1e9); // a third: forward alone
        }
      }
    }
    report.table(table);
  }

  private static void compare(WorkerProcess ours, WorkerProcess libtorch) {
    double[] a = ours.numbers("check");
    double[] b = libtorch.numbers("check");
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= TOLERANCE * Math.abs(a[i]))) {
        throw new IllegalStateException(
            "not the same model: step " + i + " gives ln p = " + a[i] + " and " + b[i]);
      }
    }
  }
}
