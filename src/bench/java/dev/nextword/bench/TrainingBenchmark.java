package dev.nextword.bench;

import dev.nextword.bench.worker.TrainingShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Words a second in training, one thread each: this program, libtorch, stock Deeplearning4j; and
 * the share of the machine's gemm limit that this program's matrix products reach.
 */
final class TrainingBenchmark implements Benchmarks.Benchmark {
  private static final String LIMIT = "gemm limit";
  private static final int ROUNDS = 5;

  /**
   * Updates until the JVM has compiled what an update runs through; libtorch has nothing to
   * compile.
   */
  private static final int WARM_UP = 60;

  private static final int WARM_UP_LIBTORCH = 10;

  /** Updates that must give the same loss in both libraries before anything is measured. */
  private static final int COMPARED = 10;

  private static final double TOLERANCE_FIRST = 1e-5;
  private static final double TOLERANCE_LAST = 2e-3;

  private static final String STOCK_AS_IT_COMES = "stock as it comes";

  /** A round's length in seconds, about. */
  private static final double ROUND_SECONDS = 1.5;

  static final List<TrainingShape> SHAPES =
      List.of(
          new TrainingShape("lstm", 10_000, 128, 256, 1, 32, 35, 0),
          new TrainingShape("rnn", 10_000, 128, 256, 1, 32, 35, 0),
          new TrainingShape("gru", 10_000, 128, 256, 1, 32, 35, 0),
          new TrainingShape("lstm", 10_000, 200, 200, 2, 20, 35, 0.2));

  @Override
  public void run(Workshop workshop, Report report) {
    report.note("Adam, clipping at 0.25, full softmax, state carried; ids by Zipf's law, seed 1");
    report.note("libtorch's environment: " + String.join(" ", Workshop.libtorchSettings()));
    Table speed =
        Table.of(
            "Training, one thread: words a second",
            "network",
            "ours",
            "libtorch, tuned",
            "libtorch as it comes",
            "stock DL4J, tuned",
            "stock DL4J as it comes",
            "ours / tuned",
            "the same by processor time",
            "ours / libtorch as it comes",
            "ours / stock, tuned",
            "ours / stock as it comes",
            "share of gemm limit, ours",
            "tuned libtorch");
    Table parts =
        Table.of(
            "Milliseconds of an update",
            "network",
            "ours: gradient",
            "libtorch: gradient",
            "ours: clip and Adam",
            "libtorch: clip and Adam");
    Table equality =
        Table.of(
            "The same loss from the same weights",
            "network",
            "ours, update 1",
            "libtorch, update 1",
            "ours, update " + COMPARED,
            "libtorch, update " + COMPARED);
    try (Limits limits = new Limits(workshop)) {
      for (TrainingShape shape : SHAPES) {
        measure(shape, workshop, limits, report, speed, parts, equality);
      }
    }
    report.table(equality);
    report.table(speed);
    report.table(parts);
  }

  private static void measure(
      TrainingShape shape,
      Workshop workshop,
      Limits limits,
      Report report,
      Table speed,
      Table parts,
      Table equality) {
    equality.rows().add(compare(shape.withoutDropout(), workshop));
    Path weights = workshop.folder().resolve("weights.bin");
    String file = weights.toString();
    List<Runner> runners = new ArrayList<>();
    try {
      Runner ours =
          new Runner("ours", workshop.deeplearning4j("training", "ours", shape.line(), file));
      runners.add(ours);
      ours.worker.ask("save");
      Runner libtorch =
          new Runner("libtorch", workshop.libtorch("training", "libtorch", shape.line(), file));
      runners.add(libtorch);
      runners.add(
          new Runner(
              "as it comes", workshop.untunedLibtorch("training", "libtorch", shape.line(), file)));
      boolean known = !shape.cell().equals("gru");
      if (known) {
        runners.add(
            new Runner("stock", workshop.deeplearning4j("training", "stock", shape.line(), file)));
        runners.add(
            new Runner(
                STOCK_AS_IT_COMES,
                workshop.untunedDeeplearning4j("training", "stock", shape.line(), file)));
      }
      if (speed.rows().isEmpty()) {
        report.note(libtorch.worker.ask("describe"));
      }
      Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
      for (Runner runner : runners) {
        runner.warmUp();
        contestants.put(runner.name, runner::round);
      }
      contestants.put(LIMIT, limits::gigaflops);
      Rounds rounds = Rounds.of(ROUNDS, contestants);
      report.rounds(shape.line(), rounds);

      speed.row(
          shape.title(),
          shape.words() / rounds.figure("ours").median(),
          shape.words() / rounds.figure("libtorch").median(),
          shape.words() / rounds.figure("as it comes").median(),
          known ? shape.words() / rounds.figure("stock").median() : "has no GRU",
          known ? shape.words() / rounds.figure(STOCK_AS_IT_COMES).median() : "",
          rounds.ratio("libtorch", "ours"),
          Rounds.figure(Runner.ratios(libtorch.processor, ours.processor)),
          rounds.ratio("as it comes", "ours"),
          known ? rounds.ratio("stock", "ours") : "",
          known ? rounds.ratio(STOCK_AS_IT_COMES, "ours") : "",
          share(shape, rounds, "ours"),
          share(shape, rounds, "libtorch"));
      System.out.println("  measured: " + shape.title());
      parts.row(
          shape.title(),
          1000 * Rounds.figure(ours.gradient()).median(),
          1000 * Rounds.figure(libtorch.gradient()).median(),
          1000 * Rounds.figure(ours.change()).median(),
          1000 * Rounds.figure(libtorch.change()).median());
    } finally {
      runners.forEach(runner -> runner.worker.close());
    }
  }

  /** Floating-point operations of the products a second, as a share of the machine's limit. */
  private static Rounds.Figure share(TrainingShape shape, Rounds rounds, String name) {
    double[] share = rounds.values().get(name).clone();
    for (int i = 0; i < share.length; i++) {
      share[i] = shape.productOperations() / share[i] / 1e9 / rounds.values().get(LIMIT)[i];
    }
    return Rounds.figure(share);
  }

  /** Both train from the same weights on the same text; their losses must stay together. */
  private static List<Object> compare(TrainingShape shape, Workshop workshop) {
    String file = workshop.folder().resolve("weights.bin").toString();
    try (WorkerProcess ours = workshop.deeplearning4j("training", "ours", shape.line(), file)) {
      ours.ask("save");
      try (WorkerProcess libtorch = workshop.libtorch("training", "libtorch", shape.line(), file)) {
        double first = Runner.loss(ours.numbers("train 1"));
        double theirFirst = Runner.loss(libtorch.numbers("train 1"));
        double last = Runner.loss(ours.numbers("train " + (COMPARED - 1)));
        double theirLast = Runner.loss(libtorch.numbers("train " + (COMPARED - 1)));
        if (!(Math.abs(first - theirFirst) <= TOLERANCE_FIRST * first)
            || !(Math.abs(last - theirLast) <= TOLERANCE_LAST * last)) {
          throw new IllegalStateException(
              String.format(
                  "%s: not the same training: loss %f and %f at first, %f and %f after %d updates",
                  shape.line(), first, theirFirst, last, theirLast, COMPARED));
        }
        return List.of(
            shape.title(), digits(first), digits(theirFirst), digits(last), digits(theirLast));
      }
    }
  }

  private static String digits(double loss) {
    return String.format(java.util.Locale.ROOT, "%.5f", loss);
  }

  /** One contestant: rounds of as many updates as take {@link #ROUND_SECONDS}. */
  private static final class Runner {
    final String name;
    final WorkerProcess worker;
    final List<double[]> answers = new ArrayList<>();
    double[] processor = new double[0];
    int updates = 1;

    Runner(String name, WorkerProcess worker) {
      this.name = name;
      this.worker = worker;
    }

    static double loss(double[] answer) {
      return answer[3];
    }

    void warmUp() {
      double first = seconds(worker.numbers("train 2")) / 2;
      if (first > 1) {
        return; // compiled code is not what such an update spends its time in
      }
      int warmUp = name.equals("ours") ? WARM_UP : WARM_UP_LIBTORCH;
      worker.ask("train " + warmUp);
      double each = seconds(worker.numbers("train 3")) / 3;
      updates = (int) Math.max(1, Math.round(ROUND_SECONDS / each));
    }

    private static double seconds(double[] answer) {
      return answer[0] + answer[1];
    }

    /** Seconds of an update. */
    double round() {
      double[] answer = worker.numbers("train " + updates);
      answers.add(answer);
      processor = java.util.Arrays.copyOf(processor, processor.length + 1);
      processor[processor.length - 1] = answer[2] / updates;
      return seconds(answer) / updates;
    }

    double[] gradient() {
      return answers.stream().mapToDouble(answer -> answer[0] / updates).toArray();
    }

    double[] change() {
      return answers.stream().mapToDouble(answer -> answer[1] / updates).toArray();
    }

    static double[] ratios(double[] a, double[] b) {
      double[] ratios = a.clone();
      for (int i = 0; i < a.length; i++) {
        ratios[i] /= b[i];
      }
      return ratios;
    }
  }
}
