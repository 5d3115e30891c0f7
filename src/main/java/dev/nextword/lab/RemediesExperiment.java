package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * {@code experiment remedies}: a sick network, and what each known remedy does for it, alone and in
 * the usual pairs. Fair to all: each row gets the best of three learning rates, chosen with a seed
 * that is not counted; task, number of updates and seeds are the same for all rows of a kind.
 */
public final class RemediesExperiment {
  /** Of the learning rate that a row begins with. */
  private static final double[] RATES = {1.0 / 3, 1, 3};

  private static final int CHOOSING_SEED = 1_000;

  /**
   * A network with its remedies.
   *
   * @param settings those of the sick network, with the remedies' over them
   */
  public record Row(String kind, String remedy, String title, Map<String, Object> settings) {}

  /**
   * How one run ended.
   *
   * @param key its row, rate and seed
   */
  public record Outcome(
      String key,
      double learningRate,
      int seed,
      boolean learned,
      int learnedAt,
      double loss,
      boolean diverged,
      double firstOverLast,
      double firstOverLastAtStart,
      double seconds) {}

  private final List<Row> rows;
  private final int seeds;
  private final Path done;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Consumer<String> progress;

  /**
   * @param quick small networks, few rows and seeds: the same way in a minute or two
   * @param done file of outcomes; those in it are not computed again
   * @param progress hears a line a run
   */
  public RemediesExperiment(boolean quick, Path done, Consumer<String> progress)
      throws IOException {
    this.rows = RemedyRows.of(quick);
    this.seeds = quick ? 2 : 10;
    this.done = done;
    this.progress = progress;
    if (Files.exists(done)) {
      for (String line : Files.readAllLines(done)) {
        Outcome outcome = LabJson.as(line, Outcome.class);
        outcomes.put(outcome.key(), outcome);
      }
    }
  }

  /** How many runs there are in all. */
  public int runs() {
    return rows.size() * (RATES.length + seeds);
  }

  public int seeds() {
    return seeds;
  }

  /**
   * Computes what is missing.
   *
   * @param command that starts a {@link LabWorker}
   * @param processes how many at a time
   */
  public List<RemedyRow> run(List<String> command, Map<String, String> environment, int processes)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(processes);
    ThreadLocal<LabProcess> mine = new ThreadLocal<>();
    List<LabProcess> all = new ArrayList<>();
    try {
      List<Callable<RemedyRow>> tasks = new ArrayList<>();
      for (Row row : rows) {
        tasks.add(
            () -> {
              LabProcess process = mine.get();
              if (process == null || !process.isAlive()) {
                process = new LabProcess(command, environment);
                mine.set(process);
                synchronized (all) {
                  all.add(process);
                }
              }
              return row(row, process);
            });
      }
      List<RemedyRow> measured = new ArrayList<>();
      for (Future<RemedyRow> row : pool.invokeAll(tasks)) {
        measured.add(row.get());
      }
      return measured;
    } catch (ExecutionException e) {
      throw new IOException("a run failed: " + e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
      synchronized (all) {
        all.forEach(LabProcess::close);
      }
    }
  }

  private RemedyRow row(Row row, LabProcess process) throws IOException {
    double usual = ((Number) row.settings.get("learningRate")).doubleValue();
    List<Outcome> tried = new ArrayList<>();
    for (double factor : RATES) {
      tried.add(outcome(row, usual * factor, CHOOSING_SEED, process));
    }
    double best = best(tried).learningRate();
    List<Outcome> counted = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      counted.add(outcome(row, best, seed, process));
    }
    return RemedyRow.of(row, best, counted);
  }

  /** The quickest to learn; where none does, the one with the smallest loss. */
  private static Outcome best(List<Outcome> tried) {
    return tried.stream()
        .min(
            Comparator.comparing((Outcome outcome) -> !outcome.learned)
                .thenComparing(outcome -> outcome.diverged)
                .thenComparingInt(outcome -> outcome.learnedAt)
                .thenComparingDouble(outcome -> outcome.loss))
        .orElseThrow();
  }

  private Outcome outcome(Row row, double rate, int seed, LabProcess process) throws IOException {
    String key = row.kind + " " + row.remedy + " " + (float) rate + " " + seed;
    Outcome known = outcomes.get(key);
    if (known != null) {
      return known;
    }
    ObjectNode settings = (ObjectNode) LabJson.tree(row.settings);
    settings.put("learningRate", rate).put("seed", seed);
    LabRun run = new LabRun(LabSettings.of(row.kind, settings));
    List<JsonNode> events = new ArrayList<>();
    String failure = process.run(run, events::add);
    if (!failure.isEmpty()) {
      throw new IOException(key + ": " + failure);
    }
    Outcome outcome = outcome(key, rate, seed, events);
    outcomes.put(key, outcome);
    synchronized (this) {
      Files.createDirectories(done.toAbsolutePath().getParent());
      Files.writeString(
          done, LabJson.line(outcome) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%d of %d: %s, %s",
              outcomes.size(),
              runs(),
              key,
              outcome.learned ? "learned after " + outcome.learnedAt : "not learned"));
    }
    return outcome;
  }

  private static Outcome outcome(String key, double rate, int seed, List<JsonNode> events) {
    List<Double> shares = new ArrayList<>();
    JsonNode end = events.get(events.size() - 1);
    for (JsonNode event : events) {
      JsonNode gradient = event.path("gradient");
      if (event.path("event").asText().equals("step")) {
        // of the hidden layers: the output's gradient does not come through any
        int last = gradient.size() - (event.has("activationGradient") ? 2 : 1);
        double share = gradient.get(0).asDouble() / gradient.get(last).asDouble();
        shares.add(gradient.get(0).isNull() || Double.isNaN(share) ? Double.NaN : share);
      }
    }
    double atStart = shares.get(0);
    List<Double> finite = shares.stream().filter(share -> Double.isFinite(share)).sorted().toList();
    return new Outcome(
        key,
        rate,
        seed,
        end.path("learnedAt").isNumber(),
        end.path("learnedAt").asInt(Integer.MAX_VALUE),
        end.path("loss").isNumber() ? end.get("loss").asDouble() : Double.MAX_VALUE,
        end.path("diverged").asBoolean(),
        finite.isEmpty() ? Double.NaN : finite.get(finite.size() / 2),
        atStart,
        end.path("millis").asLong() / 1000.0);
  }

  /** The settings of the rows of a kind that are the same for all: those of its first row. */
  public Map<String, Object> sick(String kind) {
    return rows.stream()
        .filter(row -> row.kind.equals(kind))
        .findFirst()
        .map(row -> (Map<String, Object>) new LinkedHashMap<>(row.settings))
        .orElseThrow();
  }
}
