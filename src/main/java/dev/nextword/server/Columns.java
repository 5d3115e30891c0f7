package dev.nextword.server;

import dev.nextword.prediction.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks several columns the same question, side by side on a fixed number of threads.
 *
 * <p>The threads are shared by all requests: a hundred typists do not make a hundred matrix
 * products compete for two cores.
 */
final class Columns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Columns.class);

  /**
   * What one column said.
   *
   * @param value null when the column failed
   * @param millis the time it took, without the time it waited for a thread
   */
  record Answer<T>(String model, @Nullable T value, double millis) {}

  private final ExecutorService threads;

  /**
   * @param name of the threads
   */
  Columns(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The answers, in the order of the models. A column that fails does not disturb the others. */
  <T> List<Answer<T>> ask(List<ServedModel> models, Function<Column, T> question)
      throws InterruptedException {
    return askModels(models, model -> question.apply(model.column()));
  }

  /** The same, of what belongs to a model. */
  <T> List<Answer<T>> askModels(List<ServedModel> models, Function<ServedModel, T> question)
      throws InterruptedException {
    List<Future<Answer<T>>> pending = new ArrayList<>(models.size());
    for (ServedModel model : models) {
      pending.add(threads.submit(() -> askOne(model, question)));
    }
    List<Answer<T>> answers = new ArrayList<>(models.size());
    for (Future<Answer<T>> answer : pending) {
      try {
        answers.add(answer.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause()); // only an Error gets here
      }
    }
    return answers;
  }

  private static <T> Answer<T> askOne(ServedModel model, Function<ServedModel, T> question) {
    long start = System.nanoTime();
    T value = null;
    try {
      value = question.apply(model);
    } catch (RuntimeException | StackOverflowError e) {
      // Without the message: it may quote what a person typed.
      LOG.error("model {} failed: {}", model.name(), Failures.describe(e));
    }
    double millis = (System.nanoTime() - start) / 1e6;
    return new Answer<>(model.name(), value, Math.round(millis * 100) / 100.0);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
