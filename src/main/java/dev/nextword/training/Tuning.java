package dev.nextword.training;

import dev.nextword.network.Initialisation;
import java.util.Locale;

/**
 * What suits one kind of cell and not another, and is therefore chosen for each on validation.
 *
 * @param learningRate of Adam, at the start
 * @param initialisation how recurrent matrices start, with a gain of 1
 * @param clip largest global norm of the gradient
 * @param answerWeight how much the answers' loss counts beside that of all words
 * @param curriculum how distances grow
 * @param dropout share of the values left out between layers in training, 0 to below 1
 */
public record Tuning(
    double learningRate,
    Initialisation initialisation,
    double clip,
    double answerWeight,
    Curriculum curriculum,
    double dropout) {
  Tuning withLearningRate(double value) {
    return new Tuning(value, initialisation, clip, answerWeight, curriculum, dropout);
  }

  Tuning withInitialisation(Initialisation value) {
    return new Tuning(learningRate, value, clip, answerWeight, curriculum, dropout);
  }

  Tuning withClip(double value) {
    return new Tuning(learningRate, initialisation, value, answerWeight, curriculum, dropout);
  }

  Tuning withAnswerWeight(double value) {
    return new Tuning(learningRate, initialisation, clip, value, curriculum, dropout);
  }

  Tuning withCurriculum(Curriculum value) {
    return new Tuning(learningRate, initialisation, clip, answerWeight, value, dropout);
  }

  Tuning withDropout(double value) {
    return new Tuning(learningRate, initialisation, clip, answerWeight, curriculum, value);
  }

  /** All of it, as a part of a file's name. */
  String label() {
    return String.format(
        Locale.ROOT,
        "rate%s-%s-clip%s-weight%s-ramp%s-power%s-dropout%s",
        learningRate,
        initialisation.name().toLowerCase(Locale.ROOT),
        clip,
        answerWeight,
        curriculum.ramp(),
        curriculum.power(),
        dropout);
  }
}
