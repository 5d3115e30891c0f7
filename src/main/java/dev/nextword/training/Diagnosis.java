package dev.nextword.training;

import dev.nextword.model.ModelCard.CurvePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain sentences what goes wrong in a training, from its figures so far. */
public final class Diagnosis {
  /** Gradients without measure; what the gradient lab calls it, too. */
  public static final String EXPLODING = "exploding-gradient";

  /** What stands far back is hardly learned. */
  public static final String VANISHING = "vanishing-gradient";

  /** A text is learned by heart. */
  public static final String OVERFITTING = "overfitting";

  /**
   * One thing that goes wrong.
   *
   * @param sign its name for programs, such as {@link #VANISHING}
   * @param text for people
   */
  public record Finding(String sign, String text) {}

  /** With less text the figures of the parts are luck, and the networks learn it by heart. */
  static final long LITTLE_TEXT = 100_000;

  /** Most updates clipped, and by this much: the gradient's length says nothing any more. */
  private static final double MOST_CLIPPED = 0.9;

  private static final double FAR_TOO_LONG = 10;

  /** What is left of the gradient at this lag, below this share, is as good as nothing. */
  private static final int FAR = 20;

  private static final double NOTHING = 1e-3;

  /** Losses that differ by less, in nats a word, count as the same. */
  private static final double RISE = 0.01;

  private final double clip;
  private final long words;

  /**
   * @param clip largest norm of a gradient
   * @param words of the whole text
   */
  public Diagnosis(double clip, long words) {
    this.clip = clip;
    this.words = words;
  }

  /** Too little text to learn a language from, or null. */
  static @Nullable String ofText(long words) {
    return words >= LITTLE_TEXT
        ? null
        : String.format(
            Locale.ROOT,
            "Too little text: %,d words. Below %,d a network learns phrases by heart rather than"
                + " the language; going on from the shipped models helps, more text helps more.",
            words,
            LITTLE_TEXT);
  }

  /**
   * @param newest line of progress, or null
   * @param curve all measurements so far
   * @param gradientByLag of the present network, lag 0 first; empty where it was not taken
   */
  List<String> of(@Nullable Progress newest, List<CurvePoint> curve, List<Double> gradientByLag) {
    return findings(
            newest == null ? null : newest.gradientNorm(),
            newest == null ? null : newest.clipped(),
            curve,
            gradientByLag)
        .stream()
        .map(Finding::text)
        .toList();
  }

  /**
   * @param gradientNorm mean over the newest updates, before clipping; null where it is not known
   * @param clipped share of the same updates that were clipped; null where it is not known
   * @param curve all measurements so far
   * @param gradientByLag of the present network, lag 0 first; empty where it was not taken
   */
  public List<Finding> findings(
      @Nullable Double gradientNorm,
      @Nullable Double clipped,
      List<CurvePoint> curve,
      List<Double> gradientByLag) {
    List<Finding> findings = new ArrayList<>();
    add(findings, EXPLODING, exploding(gradientNorm, clipped));
    add(findings, VANISHING, vanishing(gradientByLag));
    add(findings, OVERFITTING, overfitting(curve));
    return findings;
  }

  private static void add(List<Finding> findings, String sign, @Nullable String text) {
    if (text != null) {
      findings.add(new Finding(sign, text));
    }
  }

  private @Nullable String exploding(@Nullable Double gradientNorm, @Nullable Double clipped) {
    if (gradientNorm == null || clipped == null) {
      return null;
    }
    return clipped < MOST_CLIPPED || gradientNorm < FAR_TOO_LONG * clip
        ? null
        : String.format(
            Locale.ROOT,
            "Gradients explode: %.0f of 100 updates are clipped, from a mean length of %.1f to %.1f."
                + " A smaller learning rate trains more evenly.",
            100 * clipped,
            gradientNorm,
            clip);
  }

  private static @Nullable String vanishing(List<Double> byLag) {
    if (byLag.size() <= FAR || !(byLag.get(0) > 0)) {
      return null;
    }
    double left = byLag.get(FAR) / byLag.get(0);
    return left >= NOTHING
        ? null
        : String.format(
            Locale.ROOT,
            "The gradient vanishes: %d words back, %.1g of it is left. What stands there is hardly"
                + " learned.",
            FAR,
            left);
  }

  private @Nullable String overfitting(List<CurvePoint> curve) {
    if (curve.size() < 3) {
      return null;
    }
    CurvePoint best = curve.get(0);
    for (CurvePoint point : curve) {
      best = point.validationLoss() < best.validationLoss() ? point : best;
    }
    CurvePoint last = curve.get(curve.size() - 1);
    boolean rises = last.validationLoss() > best.validationLoss() + RISE;
    boolean learns = last.trainingLoss() < best.trainingLoss() - RISE;
    return rises && learns
        ? String.format(
            Locale.ROOT,
            "It learns the text by heart (over-fitting): on held-out text it was best at epoch %.1f"
                + " and is worse since. Those best weights are the ones that are kept.%s",
            best.epoch(),
            words < LITTLE_TEXT ? " The text is small." : "")
        : null;
  }
}
