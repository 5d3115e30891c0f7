package dev.nextword.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code /complete} over HTTP with all four columns and phrases, while real text is typed key by
 * key: start of the server, one person, texts of growing length, 32 people at once, memory.
 */
final class KeysBenchmark implements Benchmarks.Benchmark {
  private static final int STARTS = 5;
  private static final int WARM_UP = 1_500;
  private static final int KEYS = 2_000;
  private static final int PEOPLE = 32;
  private static final int KEYS_A_PERSON = 50;

  /** Quick typing, and as many keys as 500 a second are for all together. */
  private static final int[] RHYTHMS = {6, 16};

  private static final int SECONDS_OF_RHYTHM = 10;
  private static final int[] WORDS_BEFORE = {10, 100, 1_000, 10_000};
  private static final int KEYS_BEHIND = 300;
  private static final int SAMPLES = 5;
  private static final double MEGABYTE = 1 << 20;

  private final int keysOfMemory;

  /**
   * @param keysOfMemory over how many keys the server's memory is watched
   */
  KeysBenchmark(int keysOfMemory) {
    this.keysOfMemory = keysOfMemory;
  }

  @Override
  public void run(Workshop workshop, Report report) throws IOException, InterruptedException {
    report.note("the shipped models, all four columns; the client shares the machine's cores");
    List<String> paragraphs = Typist.paragraphs(Path.of("corpus", "sample"));
    double[] starts = new double[STARTS];
    for (int i = 0; i < STARTS - 1; i++) {
      try (ServerProcess server = start(workshop)) {
        starts[i] = server.secondsToFirstAnswer;
      }
    }
    try (ServerProcess server = start(workshop)) {
      starts[STARTS - 1] = server.secondsToFirstAnswer;
      Table start = Table.of("Start of the server", "seconds to the first answer", "MB then");
      start.row(Rounds.figure(starts), server.memory() / MEGABYTE);
      report.table(start);

      Table keys = Table.of("Milliseconds a key", "who", "keys", "p50", "p99", "most", "keys/s");
      String text = String.join("\n\n", paragraphs);
      Typist one = new Typist(server, text.substring(0, Math.min(text.length(), 6_000)), 0);
      one.type(WARM_UP);
      row(keys, "one person", timed(() -> one.type(KEYS)));
      for (int words : WORDS_BEFORE) {
        String before = Typist.words(paragraphs, words);
        String after = paragraphs.get(words % paragraphs.size());
        Typist typist = new Typist(server, before + after.repeat(3), before.length());
        row(keys, "first key behind " + words + " words", timed(() -> typist.type(1)));
        row(keys, "after " + words + " words", timed(() -> typist.type(KEYS_BEHIND)));
      }
      row(
          keys,
          PEOPLE + " people, each as fast as answers come",
          timed(() -> together(server, paragraphs, KEYS_A_PERSON, 0)));
      for (int keysASecond : RHYTHMS) {
        int seconds = SECONDS_OF_RHYTHM;
        row(
            keys,
            PEOPLE + " people, " + keysASecond + " keys a second each",
            timed(() -> together(server, paragraphs, seconds * keysASecond, keysASecond)));
      }
      report.table(keys);
      report.table(memory(server, paragraphs));
    }
  }

  private static ServerProcess start(Workshop workshop) throws IOException, InterruptedException {
    Path folder = workshop.folder();
    return new ServerProcess(folder.resolveSibling("nextword.jar"), folder.resolve("server.log"));
  }

  private Table memory(ServerProcess server, List<String> paragraphs) {
    Table memory = Table.of("Resident memory of the server", "keys", "MB");
    int typed = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      int keys = keysOfMemory / SAMPLES;
      together(server, paragraphs, keys / PEOPLE, 0);
      typed += keys;
      memory.row(typed, server.memory() / MEGABYTE);
    }
    return memory;
  }

  /** What a group of keys took, and how long all of them together. */
  private record Keys(double[] millis, double seconds) {}

  private static Keys timed(java.util.function.Supplier<double[]> typing) {
    long start = System.nanoTime();
    double[] millis = typing.get();
    return new Keys(millis, (System.nanoTime() - start) / 1e9);
  }

  private static void row(Table table, String who, Keys keys) {
    double[] sorted = keys.millis.clone();
    Arrays.sort(sorted);
    table.row(
        who,
        sorted.length,
        sorted[(sorted.length - 1) / 2],
        sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
        sorted[sorted.length - 1],
        sorted.length / keys.seconds);
  }

  /** Many people, each with a text of their own; 0 keys a second: without a pause. */
  private static double[] together(
      ServerProcess server, List<String> paragraphs, int keysEach, double keysASecond) {
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    try {
      List<Future<double[]>> typing = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        String text = Typist.words(paragraphs.subList(person, paragraphs.size()), 400);
        Typist typist = new Typist(server, text, 0);
        typing.add(people.submit(() -> typist.type(keysEach, keysASecond)));
      }
      double[] all = new double[0];
      for (Future<double[]> one : typing) {
        double[] millis = one.get();
        all = Arrays.copyOf(all, all.length + millis.length);
        System.arraycopy(millis, 0, all, all.length - millis.length, millis.length);
      }
      return all;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      people.shutdownNow();
    }
  }
}
