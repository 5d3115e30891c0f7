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
 *     finished} or {@code failed}
 * @param update updates done
 * @param updates updates planned
 * @param epoch passes over the text, with the part of the present one
 * @param loss mean loss a word since the last line, in nats
 * @param wordsPerSecond since the last line
 * @param secondsLeft estimate from the speed so far
 * @param learningRate in use
 * @param gradientNorm mean global norm before clipping, since the last line
 * @param clipped share of the updates since the last line whose gradient was clipped
 * @param validationLoss newest one, in nats a word
 * @param message for people, with {@code failed}: what happened and what to change
 * @param curve with {@code finished}: one point a measurement
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
    @Nullable List<ModelCard.CurvePoint> curve) {}
