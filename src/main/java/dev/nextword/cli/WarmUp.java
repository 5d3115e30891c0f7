package dev.nextword.cli;

import dev.nextword.explanation.Explainer;
import dev.nextword.server.ModelSnapshot;
import dev.nextword.server.ServedModel;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Types a few sentences into every column while nobody else does, and asks for an explanation, so
 * that Java has compiled most of the way of a key before a person's first one. It steps aside for a
 * moment whenever somebody asks something, and works half of the time at most.
 */
final class WarmUp {
  private static final String TEXT =
      """
      "I'd like to know when the next train leaves," she said. He didn't answer at once, because \
      the old clock in the hall had stopped at 9:15. We should have called them before dinner; \
      they're waiting (I think) near the station. Where have you been? You can't stay there.
      """;

  private final Supplier<ModelSnapshot> models;
  private final Duration quiet;
  private volatile long lastAsked = System.nanoTime() - Duration.ofDays(1).toNanos();

  /**
   * @param quiet how long nobody must have asked anything before a key is typed
   */
  WarmUp(Supplier<ModelSnapshot> models, Duration quiet) {
    this.models = models;
    this.quiet = quiet;
  }

  /** The models, for somebody's request: whoever asks goes first. */
  ModelSnapshot askedBySomebody() {
    lastAsked = System.nanoTime();
    return models.get();
  }

  /** Begins in a thread of its own, which ends by itself and does not keep the program alive. */
  void start() {
    Thread thread = new Thread(this::type, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Types the text once. */
  void type() {
    try {
      for (int end = 1; end <= TEXT.length(); end++) {
        String typed = TEXT.substring(0, end); // one string for all columns: it is read once
        for (ServedModel model : models.get().serving()) {
          awaitQuiet();
          long start = System.nanoTime();
          model.column().complete(typed, 5);
          Thread.sleep(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
      }
      for (ServedModel model : models.get().serving()) {
        if (model.explainer() != null) {
          awaitQuiet();
          model.explainer().explain(new Explainer.Question(TEXT, null, false, true));
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long rest;
    while ((rest = lastAsked + quiet.toNanos() - System.nanoTime()) > 0) {
      Thread.sleep(Duration.ofNanos(rest).toMillis() + 1);
    }
  }
}
