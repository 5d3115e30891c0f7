package dev.nextword.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A person who brings a text, trains on it, types with what was trained, goes back to the shipped
 * models and deletes all of it; again and again.
 */
final class RetrainingLoop implements Runnable {
  private static final int SENTENCES = 300;
  private static final int SECONDS_OF_USE = 10;
  private static final int SECONDS_AFTER_A_FAILURE = 5;

  /** Each so many rounds the training goes on from the shipped models, which takes minutes. */
  private static final int ROUNDS_A_LARGE_ONE = 5;

  private final ServerProgram server;
  private final Answers answers;
  private volatile boolean stopped;
  private volatile int rounds;
  private int begun;

  /**
   * @param answers told of what fails
   */
  RetrainingLoop(ServerProgram server, Answers answers) {
    this.server = server;
    this.answers = answers;
  }

  /** How many were done. */
  int rounds() {
    return rounds;
  }

  /** No further round begins after this. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        round("soak-" + ++begun, begun % ROUNDS_A_LARGE_ONE == 0);
        rounds++;
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        if (!stopped) {
          answers.failed("retraining: " + e);
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS_AFTER_A_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round(String name, boolean large) throws IOException, InterruptedException {
    server.paste(name, text(begun)).require(201);
    Map<String, Object> order = new HashMap<>(Map.of("corpus", name, "woven", false, "epochs", 1));
    order.put(large ? "from" : "size", large ? "shipped" : "small");
    String id = server.post("training", order).require(202).json().get("id").asText();
    JsonNode done = server.follow(id);
    if (!done.path("state").asText().equals("finished")) {
      throw new IllegalStateException("not finished but " + done);
    }
    server.use(name).require(200);
    TimeUnit.SECONDS.sleep(SECONDS_OF_USE);
    server.use("shipped").require(200);
    TimeUnit.SECONDS.sleep(SECONDS_OF_USE);
    server.delete("model-sets/" + name).require(204);
    server.delete("training/" + id).require(204);
    server.delete("corpora/" + name).require(204);
  }

  /** Sentences about animals, other ones for another seed. */
  static String text(long seed) {
    List<String> animals = List.of("pangolin", "okapi", "axolotl", "quokka", "tapir");
    List<String> verbs = List.of("fed", "washed", "greeted", "weighed");
    List<String> how = List.of("hungry", "sleepy", "friendly");
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SENTENCES; i++) {
      text.append("We ")
          .append(verbs.get(random.nextInt(verbs.size())))
          .append(" the ")
          .append(how.get(random.nextInt(how.size())))
          .append(' ')
          .append(animals.get(random.nextInt(animals.size())))
          .append(" at ")
          .append(1 + random.nextInt(9))
          .append(" o'clock.\n");
    }
    return text.toString();
  }
}
