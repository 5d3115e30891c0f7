package dev.nextword.cli;

import dev.nextword.model.ModelStore;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a training beside its settings.
 *
 * @param from models to go on from, or null to begin with random weights
 * @param rateIsGiven whether the learning rate was asked for; else one suits {@code from}
 * @param vocabularyIsGiven whether the size of the vocabulary was asked for
 * @param prompt completed by every network after each measurement, or null
 * @param before models that those of the training are compared with at the end, or null
 */
record TrainExtras(
    @Nullable Beginning from,
    boolean rateIsGiven,
    boolean vocabularyIsGiven,
    @Nullable String prompt,
    @Nullable ModelStore before) {}
