package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.model.ModelCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of what a training says while it runs.
 *
 * @param cell label of the cell, such as {@code lstm}
 * @param event {@code started}, {@code resumed}, {@code progress}, {@code validated}, {@code
 *     finished}, {@code evaluated} or {@code failed}
 * @param update updates done
 * @param updates updates planned
 * @param epoch passes over the text, with the part of the present one
 * @param loss mean training loss a token, in nats: since the last line in {@code progress}, since
 *     the last measurement in other lines
 * @param wordsPerSecond tokens a second since the last line
 * @param secondsLeft estimate from the speed so far
 * @param learningRate in use
 * @param gradientNorm mean global norm before clipping, since the last line
 * @param clipped share of the updates since the last line whose gradient was clipped
 * @param validationLoss newest one, in nats a word
 * @param message for people: with {@code failed} what happened and what to change, with {@code
 *     started} and {@code resumed} which checkpoints were damaged
 * @param curve with {@code finished}: one point a measurement
 * @param evaluation with {@code evaluated}: the figures on whole files that the card has, too
 * @param insight with {@code validated}: what the network says and how it learns; null where it is
 *     not watched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
    String cell,
    String event,
    long update,
    long updates,
    double epoch,
    @Nullable Double loss,
    @Nullable Double wordsPerSecond,
    @Nullable Double secondsLeft,
    double learningRate,
    @Nullable Double gradientNorm,
    @Nullable Double clipped,
    @Nullable Double validationLoss,
    @Nullable String message,
    @Nullable List<ModelCard.CurvePoint> curve,
    @Nullable PretokenizedFigures evaluation,
    @Nullable Insight insight) {
  public static final String STARTED = "started";
  public static final String RESUMED = "resumed";
  public static final String PROGRESS = "progress";
  public static final String VALIDATED = "validated";
  public static final String FINISHED = "finished";
  public static final String EVALUATED = "evaluated";
  public static final String FAILED = "failed";

  /** Any line but the one with the figures. */
  public Progress(
      String cell,
      String event,
      long update,
      long updates,
      double epoch,
      @Nullable Double loss,
      @Nullable Double wordsPerSecond,
      @Nullable Double secondsLeft,
      double learningRate,
      @Nullable Double gradientNorm,
      @Nullable Double clipped,
      @Nullable Double validationLoss,
      @Nullable String message,
      @Nullable List<ModelCard.CurvePoint> curve) {
    this(
        cell,
        event,
        update,
        updates,
        epoch,
        loss,
        wordsPerSecond,
        secondsLeft,
        learningRate,
        gradientNorm,
        clipped,
        validationLoss,
        message,
        curve,
        null,
        null);
  }

  /** A training that cannot go on. */
  public static Progress failed(String cell, String message) {
    return new Progress(
        cell, FAILED, 0, 0, 0, null, null, null, 0, null, null, null, message, null);
  }

  /** A training whose network has been saved, with its figures. */
  static Progress evaluated(String cell, PretokenizedFigures figures) {
    return new Progress(
        cell, EVALUATED, 0, 0, 0, null, null, null, 0, null, null, null, null, null, figures, null);
  }

  /** This line, with what it does not say from the line before. */
  public Progress over(Progress before) {
    boolean stands = event.equals(FAILED) || event.equals(EVALUATED);
    return new Progress(
        cell,
        event,
        stands ? before.update : update,
        stands ? before.updates : updates,
        stands ? before.epoch : epoch,
        loss == null ? before.loss : loss,
        wordsPerSecond == null ? before.wordsPerSecond : wordsPerSecond,
        secondsLeft == null ? before.secondsLeft : secondsLeft,
        learningRate,
        gradientNorm == null ? before.gradientNorm : gradientNorm,
        clipped == null ? before.clipped : clipped,
        validationLoss == null ? before.validationLoss : validationLoss,
        message,
        curve,
        evaluation,
        insight);
  }

  /** This line, with something that people should know; nothing is said where the list is empty. */
  Progress saying(List<String> messages) {
    return messages.isEmpty()
        ? this
        : new Progress(
            cell,
            event,
            update,
            updates,
            epoch,
            loss,
            wordsPerSecond,
            secondsLeft,
            learningRate,
            gradientNorm,
            clipped,
            validationLoss,
            String.join(" ", messages),
            curve);
  }

  /** This line, with what was seen of the network. */
  Progress with(Insight seen) {
    return new Progress(
        cell,
        event,
        update,
        updates,
        epoch,
        loss,
        wordsPerSecond,
        secondsLeft,
        learningRate,
        gradientNorm,
        clipped,
        validationLoss,
        message,
        curve,
        evaluation,
        seen);
  }
}
