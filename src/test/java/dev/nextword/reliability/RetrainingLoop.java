package dev.nextword.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

  private final ServerProgram server;
  private final Answers answers;
  private volatile boolean stopped;
  private volatile int rounds;

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
        round("soak-" + rounds);
        rounds++;
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        if (!stopped) {
          answers.failed("retraining: " + e);
        }
      }
    }
  }

  private void round(String name) throws IOException, InterruptedException {
    server.paste(name, text(rounds)).require(201);
    String id =
        server
            .post(
                "training", Map.of("corpus", name, "from", "shipped", "woven", false, "epochs", 1))
            .require(202)
            .json()
            .get("id")
            .asText();
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
