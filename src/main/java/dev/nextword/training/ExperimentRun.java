package dev.nextword.training;

import dev.nextword.network.CellType;
import dev.nextword.network.SoftmaxKind;

/**
 * One network of an experiment.
 *
 * @param cell the kind of cell
 * @param hidden units
 * @param tuning what was chosen for it, or is tried
 * @param updates to train
 * @param seed of the first weights and the order of the text
 * @param measured on held-out passages; else on validation alone, to choose settings
 */
public record ExperimentRun(
    CellType cell, int hidden, Tuning tuning, int updates, long seed, boolean measured) {
  /** Equal for equal runs alone: the name of its files. */
  String name() {
    return String.join(
        "-",
        measured ? "run" : "sweep",
        cell.label(),
        "hidden" + hidden,
        tuning.label(),
        "updates" + updates,
        "seed" + seed);
  }

  /** Settings of its training. */
  TrainingSettings settings(ExperimentSettings experiment, long labels) {
    long updatesPerEpoch = (labels + experiment.window() - 1) / experiment.window();
    return new TrainingSettings(
        cell,
        experiment.embedding(),
        hidden,
        1,
        experiment.embedding(),
        SoftmaxKind.FULL,
        tuning.dropout(),
        tuning.initialisation(),
        1,
        updates / (double) updatesPerEpoch,
        1,
        experiment.lanes(),
        experiment.window(),
        "adam",
        tuning.learningRate(),
        tuning.clip(),
        tuning.answerWeight(),
        (int) Math.max(1, updatesPerEpoch / 100),
        Integer.MAX_VALUE / 3, // the schedule is the same for all: no halving, no early end
        0.4,
        false,
        0,
        seed);
  }
}
