package dev.nextword.bench;

import dev.nextword.training.ThisMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs all benchmarks, or those that are named: {@code -Dbench=training,step}. */
public final class Benchmarks {
  /** One of them. */
  interface Benchmark {
    void run(Workshop workshop, Report report) throws IOException, InterruptedException;
  }

  /** Keys over which the server's memory is watched. */
  private static final int KEYS = Integer.getInteger("bench.keys", 4_000);

  /** Size of the larger text that is turned into ids. */
  private static final int MEGABYTES = Integer.getInteger("bench.megabytes", 100);

  /** How long a crowd types. */
  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);

  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("limits", new LimitsBenchmark());
    ALL.put("training", new TrainingBenchmark());
    ALL.put("adaptive", new AdaptiveBenchmark());
    ALL.put("side-by-side", new SideBySideBenchmark());
    ALL.put("step", new StepBenchmark());
    ALL.put("keys", new KeysBenchmark(KEYS));
    ALL.put("load", new LoadBenchmark(SECONDS));
    ALL.put("ids", new IdsBenchmark(MEGABYTES));
    ALL.put("growth", new GrowthBenchmark());
  }

  private Benchmarks() {}

  /** Arguments: the folder of results, and what to run, {@code all} or names with commas. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    List<String> names =
        args[1].equals("all") ? List.copyOf(ALL.keySet()) : Arrays.asList(args[1].split(","));
    System.out.println(ThisMachine.description() + ", Java " + Runtime.version());
    Workshop workshop = new Workshop(folder);
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        throw new IllegalArgumentException(
            "there is no benchmark '" + name + "'; there are " + String.join(", ", ALL.keySet()));
      }
      Report report = new Report(name);
      ALL.get(name).run(workshop, report);
      report.write(folder);
    }
    System.out.println("\nResults as JSON: " + folder);
  }
}
