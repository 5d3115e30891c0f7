package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link DepthLab} is asked for.
 *
 * @param layers hidden layers
 * @param width units of each
 * @param residual whether each hidden layer but the first adds what it read (He et al. 2016)
 * @param clip largest norm of the whole gradient (Pascanu et al. 2013); 0 for none
 * @param pretraining updates of each layer alone, before the network's; 0 for none
 * @param batch examples an update
 */
public record DepthSettings(
    DepthTask task,
    int layers,
    int width,
    Activation activation,
    StartingWeights initialisation,
    Normalisation normalisation,
    boolean residual,
    double clip,
    int pretraining,
    Optimiser optimiser,
    double learningRate,
    int updates,
    int batch,
    int seed)
    implements LabSettings {
  /** Layer times unit times unit times example: what a run costs, about. 60 s on a slow core. */
  private static final double MOST_WORK = 1.5e10;

  /** Layer times update, each of which costs something however narrow the layer is. */
  private static final double MOST_CALLS = 60_000;

  /** All of them. */
  public static final List<Setting> ALL =
      List.of(
          Setting.choice("task", DepthTask.SPIRALS, DepthTask.values(), "What is learned."),
          Setting.integer("layers", 30, 2, 100, "Hidden layers."),
          Setting.integer("width", 16, 2, 64, "Units of each hidden layer."),
          Setting.choice(
              "activation", Activation.SIGMOID, Activation.values(), "Of the hidden layers."),
          Setting.choice(
              "initialisation",
              StartingWeights.XAVIER,
              StartingWeights.values(),
              "How the weights start."),
          Setting.choice(
              "normalisation", Normalisation.NONE, Normalisation.values(), "Of the layers' sums."),
          Setting.flag("residual", "Each hidden layer but the first adds what it read."),
          Setting.number("clip", 0, 0, 1_000, "Largest norm of the whole gradient; 0 for none."),
          Setting.integer(
              "pretraining", 0, 0, 200, "Updates of each layer alone, before all are trained."),
          Setting.choice("optimiser", Optimiser.SGD, Optimiser.values(), "Makes the updates."),
          Setting.number("learningRate", 0.1, 1e-6, 100, "Factor on the gradient."),
          Setting.integer("updates", 300, 1, 2_000, "How many."),
          Setting.integer("batch", 64, 1, 256, "Examples an update."),
          Setting.integer("seed", 1, 0, Integer.MAX_VALUE, "Of weights and data."));

  /**
   * Settings from JSON; what it leaves out is as usual.
   *
   * @throws SettingException saying which setting cannot be had, and what can
   */
  public static DepthSettings of(JsonNode request) {
    Setting.Values values = new Setting.Values(ALL, request);
    DepthSettings settings =
        new DepthSettings(
            values.choice("task", DepthTask.values()),
            values.integer("layers"),
            values.integer("width"),
            values.choice("activation", Activation.values()),
            values.choice("initialisation", StartingWeights.values()),
            values.choice("normalisation", Normalisation.values()),
            values.flag("residual"),
            values.number("clip"),
            values.integer("pretraining"),
            values.choice("optimiser", Optimiser.values()),
            values.number("learningRate"),
            values.integer("updates"),
            values.integer("batch"),
            values.integer("seed"));
    settings.requireModest();
    return settings;
  }

  private void requireModest() {
    double calls = (double) layers * (updates + pretraining);
    if (calls > MOST_CALLS) {
      throw new SettingException(
          "too_large",
          "updates",
          String.format(
              Locale.ROOT,
              "%d layers for %,d updates are too much for one run: layers times updates, those of"
                  + " the pre-training included, may be %,.0f.",
              layers,
              updates + pretraining,
              MOST_CALLS));
    }
    if (calls * width * width * batch > MOST_WORK) {
      throw new SettingException(
          "too_large",
          "width",
          "Too much for one run: take fewer layers, units, updates, or a smaller batch.");
    }
  }
}
