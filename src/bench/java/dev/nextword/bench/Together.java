package dev.nextword.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Workers side by side. */
final class Together {
  private Together() {}

  /**
   * Asks every worker the same.
   *
   * @param atOnce how many may work at a time; the others wait until one has answered
   * @return seconds until all have answered
   */
  static double seconds(List<WorkerProcess> workers, int atOnce, String request) {
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    try {
      long start = System.nanoTime();
      List<Future<String>> answers = new ArrayList<>();
      for (WorkerProcess worker : workers) {
        answers.add(pool.submit(() -> worker.ask(request)));
      }
      for (Future<String> answer : answers) {
        answer.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
