package dev.nextword.bench;

import dev.nextword.reliability.Answers;
import dev.nextword.reliability.Crowd;
import dev.nextword.reliability.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A room full of people who type at the same time, with the shipped models: alone, and while the
 * same server trains. The aim, on two cores: no error, 99 of 100 keys answered within 250 ms, and
 * memory that stays.
 */
final class LoadBenchmark implements Benchmarks.Benchmark {
  private static final int PEOPLE = 200;

  /** 24 words a minute each, 400 keys a second in all. */
  private static final double KEYS_A_SECOND = 2;

  private static final int SECONDS_OF_WARM_UP = 20;

  private final int seconds;

  /**
   * @param seconds for which they type, each time
   */
  LoadBenchmark(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public void run(Workshop workshop, Report report) throws IOException, InterruptedException {
    report.note(
        PEOPLE
            + " people, "
            + KEYS_A_SECOND
            + " keys a second each, a connection each, in a process that shares the machine's"
            + " cores; a key's time counts from when it is due");
    Path folder = workshop.folder();
    Path data = Files.createTempDirectory(folder, "load-data");
    Table table =
        Table.of(
            "Milliseconds a key",
            "while",
            "keys",
            "p50",
            "p99",
            "most",
            "keys/s",
            "failed",
            "MB before",
            "MB after");
    try (ServerProgram server =
        ServerProgram.ofJar(
            folder.resolveSibling("nextword.jar"),
            folder.resolve("load-server.log"),
            List.of("--data", data.toString()))) {
      try (Crowd crowd = Crowd.typing(server.port(), PEOPLE, KEYS_A_SECOND)) {
        Thread.sleep(1_000L * SECONDS_OF_WARM_UP);
        row(table, "nothing else", server, crowd.answers());
        String training =
            server
                .post("training", Map.of("corpus", "sample", "from", "shipped", "epochs", 20))
                .require(202)
                .json()
                .get("id")
                .asText();
        while (!phase(server, training).equals("training")) {
          Thread.sleep(200);
        }
        row(table, "a training runs", server, crowd.answers());
        report.note("at the end the training was in its phase " + phase(server, training));
        server.delete("training/" + training).require(204);
        report.note("failed: " + crowd.answers().failures());
      }
    }
    report.table(table);
  }

  private static String phase(ServerProgram server, String training)
      throws IOException, InterruptedException {
    var all = server.get("training/" + training).require(200).json();
    if (all.has("ended")) {
      throw new IllegalStateException("the training has ended: " + all.path("message").asText());
    }
    return all.path("phase").asText();
  }

  private void row(Table table, String what, ServerProgram server, Answers answers)
      throws InterruptedException {
    answers.take();
    long failedBefore = answers.failed();
    double before = server.megabytes();
    Thread.sleep(1_000L * seconds);
    double[] millis = answers.take();
    table.row(
        what,
        millis.length,
        Answers.quantile(millis, 0.5),
        Answers.quantile(millis, 0.99),
        Answers.quantile(millis, 1),
        (double) millis.length / seconds,
        answers.failed() - failedBefore,
        before,
        server.megabytes());
  }
}
