package dev.nextword.bench.worker;

import java.io.IOException;
import java.util.Locale;

/**
 * One word at a time: a step of the network and the probability of every word, as on a key.
 *
 * <pre>
 *   steps N    N steps of a text; answers seconds
 *   check      log probability of a few words after some steps from zero, to compare
 *   save       writes the weights
 * </pre>
 */
final class StepRequests implements Worker.Requests {
  private static final int CHECKED = 20;
  private static final int WORDS = 1_000;

  /** A network that goes through a text. */
  interface Stepper {
    /** One more word; natural log probabilities of the next one are then known. */
    void step(int id);

    /** Of this word, after the last step. */
    float logProbability(int id);

    /** Back to the state before any word. */
    void restart();

    void save() throws IOException;
  }

  private final Stepper stepper;
  private final int[] text;
  private int at;

  StepRequests(Stepper stepper, TrainingShape shape) {
    this.stepper = stepper;
    this.text = new ZipfText(shape.lanes(WORDS), Trainee.SEED).inputs(0);
  }

  @Override
  public String answer(String[] request) throws IOException {
    return switch (request[0]) {
      case "steps" -> steps(Integer.parseInt(request[1]));
      case "check" -> check();
      case "save" -> {
        stepper.save();
        yield "saved";
      }
      default -> throw new IllegalArgumentException(request[0]);
    };
  }

  private String steps(int count) {
    long start = System.nanoTime();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      stepper.step(text[at++ % text.length]);
      sum += stepper.logProbability(i % 100); // so that no compiler leaves the work out
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return seconds + " " + sum / count;
  }

  private String check() {
    stepper.restart();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < CHECKED; i++) {
      stepper.step(text[i]);
      out.append(String.format(Locale.ROOT, "%.6f ", stepper.logProbability(text[i + 1])));
    }
    return out.toString().strip();
  }
}
