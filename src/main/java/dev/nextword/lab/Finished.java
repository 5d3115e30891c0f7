package dev.nextword.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run.
 *
 * @param update updates that were made
 * @param loss at the end, over all examples, nats (squared error for sums)
 * @param accuracy at the end, 0 to 1
 * @param learnedAt the first measured update from which on the accuracy was as high as the task
 *     asks for; null for never
 * @param diverged whether a number was not finite
 * @param millis from the start to the end
 * @param signs what the doctor sees
 */
public record Finished(
    int update,
    double loss,
    double accuracy,
    @Nullable Integer learnedAt,
    boolean diverged,
    long millis,
    List<Sign> signs)
    implements LabEvent {
  @Override
  public String event() {
    return "finished";
  }
}
