package dev.nextword.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What one core of the machine can do at best: see {@link Limits}. */
final class LimitsBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public void run(Workshop workshop, Report report) {
    try (Limits limits = new Limits(workshop)) {
      Map<String, DoubleSupplier> figures = new LinkedHashMap<>();
      for (int size : new int[] {256, 512, 1024, 2048}) {
        figures.put(
            "gemm " + size + ", Deeplearning4j's OpenBLAS, GFLOP/s", () -> limits.gemmOurs(size));
        figures.put(
            "gemm " + size + ", libtorch's OpenBLAS, GFLOP/s", () -> limits.gemmLibtorch(size));
      }
      figures.put("memory, triad, GB/s", limits::bandwidth);
      Rounds rounds = Rounds.of(ROUNDS, figures);
      report.rounds("limits", rounds);
      Table table = Table.of("One core of this machine", "what", "figure");
      figures.keySet().forEach(name -> table.row(name, rounds.figure(name)));
      report.table(table);
    }
  }
}
