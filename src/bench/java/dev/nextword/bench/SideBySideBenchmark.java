package dev.nextword.bench;

import dev.nextword.bench.worker.TrainingShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Three cells in three processes, the same updates of each: one after the other, as many at once as
 * there are cores (the slowest first), and all at once, as {@code train} does it.
 */
final class SideBySideBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;
  private static final int UPDATES = 15;
  private static final List<String> SLOWEST_FIRST = List.of("lstm", "gru", "rnn");

  @Override
  public void run(Workshop workshop, Report report) {
    int cores = Runtime.getRuntime().availableProcessors();
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      for (String cell : SLOWEST_FIRST) {
        TrainingShape shape = new TrainingShape(cell, 10_000, 128, 256, 1, 32, 35, 0);
        workers.add(workshop.deeplearning4j("training", "ours", shape.line(), "none"));
      }
      workers.forEach(worker -> worker.ask("train " + UPDATES));
      Map<String, DoubleSupplier> ways = new LinkedHashMap<>();
      ways.put("one after the other", () -> seconds(workers, 1));
      ways.put("a process a core", () -> seconds(workers, cores));
      ways.put("all at once", () -> seconds(workers, workers.size()));
      Rounds rounds = Rounds.of(ROUNDS, ways);
      report.rounds("seconds", rounds);
      Table table =
          Table.of(
              "Three cells on " + cores + " cores, " + UPDATES + " updates each",
              "way",
              "seconds",
              "share of the first");
      for (String way : ways.keySet()) {
        table.row(way, rounds.figure(way), rounds.ratio(way, "one after the other"));
      }
      report.table(table);
    } finally {
      workers.forEach(WorkerProcess::close);
    }
    report.table(cores(workshop, cores));
  }

  /** The same training in one process, in two, ... */
  private static Table cores(Workshop workshop, int cores) {
    TrainingShape shape = new TrainingShape("lstm", 10_000, 128, 256, 1, 32, 35, 0);
    Table table = Table.of("LSTM, a process a core", "processes", "words/s together");
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      for (int core = 0; core < cores; core++) {
        workers.add(workshop.deeplearning4j("training", "ours", shape.line(), "none"));
        workers.get(core).ask("train " + UPDATES);
      }
      for (int processes = 1; processes <= cores; processes++) {
        List<WorkerProcess> some = workers.subList(0, processes);
        double[] speeds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          speeds[round] = processes * UPDATES * shape.words() / seconds(some, processes);
        }
        table.row(processes, Rounds.figure(speeds));
      }
      return table;
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private static double seconds(List<WorkerProcess> workers, int atOnce) {
    return Together.seconds(workers, atOnce, "train " + UPDATES);
  }
}
