package dev.nextword.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Text to ids: tokens a second on one core, and memory for files of growing size. The files are
 * paragraphs of the project's own texts in ever new orders.
 */
final class IdsBenchmark implements Benchmarks.Benchmark {
  private static final long MEGABYTE = 1 << 20;
  private static final int SEED = 1;

  private final int megabytes;

  /**
   * @param megabytes size of the larger file; the smaller has 10 MB
   */
  IdsBenchmark(int megabytes) {
    this.megabytes = megabytes;
  }

  @Override
  public void run(Workshop workshop, Report report) throws IOException {
    report.note("one thread, a process a file, heap of at most 256 MB");
    Table table =
        Table.of("Text to ids", "megabytes", "tokens", "tokens a second", "MB resident at most");
    Path sample = Path.of("corpus", "sample");
    for (int size : new int[] {10, megabytes}) {
      Path file = workshop.folder().resolve("generated.txt");
      generate(Typist.paragraphs(sample), file, size);
      try (WorkerProcess worker = workshop.small("ids", sample.toString())) {
        double[] answer = worker.numbers("ids " + file);
        table.row(size, answer[0], answer[0] / answer[1], answer[2] / MEGABYTE);
      } finally {
        Files.delete(file);
      }
    }
    report.table(table);
  }

  private static void generate(List<String> paragraphs, Path file, int megabytes)
      throws IOException {
    Random random = new Random(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long written = 0; written < megabytes * MEGABYTE; ) {
        Collections.shuffle(paragraphs, random);
        for (String paragraph : paragraphs) {
          out.write(paragraph + "\n\n");
          written += paragraph.length() + 2;
        }
      }
    }
  }
}
