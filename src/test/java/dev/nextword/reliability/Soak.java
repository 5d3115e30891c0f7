package dev.nextword.reliability;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.reliability.SoakSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A long while with a real server: some people type, one retrains, uses the new models and goes
 * back, in a loop. Every ten seconds it notes the server's memory, heap, threads, open files and
 * the time of a key, writes {@code soak.json} and {@code soak.svg}, and at the end says of each
 * whether it grew.
 *
 * <p>{@code mvn -q -Psoak verify -DskipTests -Dsoak.minutes=60}. Ends with code 1 where a request
 * failed or memory, heap, threads or files grow.
 */
public final class Soak {
  private static final int TYPISTS = 4;
  private static final double KEYS_A_SECOND = 5;
  private static final int SECONDS_A_SAMPLE = 10;
  private static final double MEGABYTE = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final double minutes;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final SoakSamples samples = new SoakSamples();
  private final Answers answers = new Answers();

  private Soak(Path folder, double minutes) {
    this.folder = folder;
    this.minutes = minutes;
  }

  /** Arguments: the folder of results, the jar of the program, minutes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Soak soak = new Soak(Path.of(args[0]), Double.parseDouble(args[2]));
    System.exit(soak.run(Path.of(args[1])) ? 0 : 1);
  }

  private boolean run(Path jar) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    delete(data);
    Files.createDirectories(folder);
    System.out.printf(
        Locale.ROOT,
        "soak: %.0f minutes, %d people typing, one retraining; samples in %s%n",
        minutes,
        TYPISTS,
        folder.resolve("soak.json"));
    long failed;
    List<String> failures;
    try (ServerProgram server =
        ServerProgram.ofJar(
            jar, folder.resolve("server.log"), List.of("--data", data.toString()))) {
      RetrainingLoop retraining = new RetrainingLoop(server, answers);
      Crowd.typing(server.port(), TYPISTS, KEYS_A_SECOND, answers);
      Thread person = new Thread(retraining, "retraining");
      person.setDaemon(true);
      person.start();
      long begin = System.nanoTime();
      while (minutesSince(begin) < minutes) {
        Sample sample = sample(server, begin);
        samples.add(sample);
        write(retraining.rounds());
        System.out.println(line(sample, retraining.rounds()));
      }
      retraining.stop();
      failed = answers.failed(); // before the server is ended in the middle of everything
      failures = answers.failures();
    }
    samples.sentences().forEach(System.out::println);
    System.out.printf(Locale.ROOT, "%,d keys, %d requests failed%n", answers.keys(), failed);
    failures.forEach(System.out::println);
    return failed == 0 && !samples.isLeaking();
  }

  private static double minutesSince(long begin) {
    return (System.nanoTime() - begin) / 60e9;
  }

  private Sample sample(ServerProgram server, long begin) throws IOException, InterruptedException {
    double heap = Double.MAX_VALUE;
    Map<String, Double> metrics = Map.of();
    for (int second = 0; second < SECONDS_A_SAMPLE; second++) {
      Thread.sleep(1_000);
      metrics = server.metrics();
      heap = Math.min(heap, metrics.get("jvm_heap_used_bytes") / MEGABYTE);
    }
    double[] millis = answers.take();
    return new Sample(
        minutesSince(begin),
        server.megabytes(),
        heap,
        metrics.get("jvm_threads"),
        metrics.getOrDefault("process_open_fds", Double.NaN), // none on Windows
        Answers.quantile(millis, 0.5),
        Answers.quantile(millis, 0.99),
        millis.length,
        metrics.get("nextword_training") > 0);
  }

  private static String line(Sample sample, int rounds) {
    return String.format(
        Locale.ROOT,
        "%5.1f min  %4.0f MB  heap %3.0f MB  %3.0f threads  %3.0f files  p50 %5.1f ms"
            + "  p99 %6.1f ms  %d rounds%s",
        sample.minute(),
        sample.memory(),
        sample.heap(),
        sample.threads(),
        sample.files(),
        sample.p50(),
        sample.p99(),
        rounds,
        sample.training() ? ", training" : "");
  }

  /** After each sample, so that a soak that is ended leaves what it has seen. */
  private void write(int rounds) throws IOException {
    String machine =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, Java "
            + Runtime.version();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("started", started.toString());
    all.put("machine", machine);
    all.put("minutes", minutes);
    all.put("typists", TYPISTS);
    all.put("keysASecond", KEYS_A_SECOND);
    all.put("keys", answers.keys());
    all.put("retrainings", rounds);
    all.put("failed", answers.failed());
    all.put("failures", answers.failures());
    all.put("verdicts", samples.sentences());
    all.put("trends", samples.trends());
    all.put("samples", samples.all());
    JSON.writeValue(folder.resolve("soak.json").toFile(), all);
    String caption =
        TYPISTS
            + " people typing, "
            + rounds
            + " retrainings with swaps to and back; "
            + machine
            + ", "
            + started.toString().substring(0, 10);
    Files.writeString(folder.resolve("soak.svg"), samples.svg(caption));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
