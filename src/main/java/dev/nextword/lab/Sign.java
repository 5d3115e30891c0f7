package dev.nextword.lab;

import dev.nextword.training.Diagnosis;
import java.util.List;
import java.util.Map;

/**
 * One thing that a training's log shows.
 *
 * @param sign its name for programs
 * @param strength from 0, just seen, to 1, as strong as it gets
 * @param text what is seen, with the figures, for people
 * @param figures from which it follows
 * @param remedies what helps, the most fitting first
 */
public record Sign(
    String sign, double strength, String text, Map<String, Double> figures, List<Remedy> remedies) {
  /** Late layers or steps change much, early ones hardly. */
  public static final String VANISHING = Diagnosis.VANISHING;

  /** Gradients without measure. */
  public static final String EXPLODING = Diagnosis.EXPLODING;

  /** A number became infinite, or not a number. */
  public static final String NOT_FINITE = "not-finite";

  /** Rectifiers that are zero for every example. */
  public static final String DEAD = "dead-units";

  /** Units on the flat part of their sigmoid or tanh. */
  public static final String SATURATED = "saturated";

  /** Weights that go to zero. */
  public static final String SHRINKING = "weights-shrink";

  /** Learning crawls, or has stopped early. */
  public static final String STALLED = "stalled";

  /** The loss jumps up again and again. */
  public static final String JUMPS = "loss-jumps";

  /** A text is learned by heart. */
  public static final String OVERFITTING = Diagnosis.OVERFITTING;
}
