package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link TimeLab} is asked for.
 *
 * @param length time steps
 * @param hidden units
 * @param initialisation of the recurrent matrix
 * @param gain factor on it
 * @param forgetBias what the bias of the LSTM's forget gate starts with
 * @param clip largest norm of the whole gradient (Pascanu et al. 2013); 0 for none
 * @param batch sequences an update
 */
public record TimeSettings(
    TimeTask task,
    int length,
    LabCell cell,
    int hidden,
    RecurrentStart initialisation,
    double gain,
    double forgetBias,
    double clip,
    Optimiser optimiser,
    double learningRate,
    int updates,
    int batch,
    int seed)
    implements LabSettings {
  private static final double MOST_STEPS = 200_000;
  private static final double MOST_WORK = 4e9;
  private static final int SHORTEST_SENTENCE = 12;

  /** All of them. */
  public static final List<Setting> ALL =
      List.of(
          Setting.choice("task", TimeTask.FIRST_SYMBOL, TimeTask.values(), "What is learned."),
          Setting.integer("length", 50, 5, 200, "Time steps."),
          Setting.choice("cell", LabCell.RNN, LabCell.values(), "The recurrent cell."),
          Setting.integer("hidden", 24, 2, 64, "Its units."),
          Setting.choice(
              "initialisation",
              RecurrentStart.UNIFORM,
              RecurrentStart.values(),
              "How the recurrent matrix starts."),
          Setting.number("gain", 1, 0.01, 10, "Factor on the recurrent matrix at the start."),
          Setting.number("forgetBias", 1, -5, 10, "Start of the bias of the LSTM's forget gate."),
          Setting.number("clip", 0, 0, 1_000, "Largest norm of the whole gradient; 0 for none."),
          Setting.choice("optimiser", Optimiser.ADAM, Optimiser.values(), "Makes the updates."),
          Setting.number("learningRate", 0.01, 1e-6, 100, "Factor on the gradient."),
          Setting.integer("updates", 200, 1, 2_000, "How many."),
          Setting.integer("batch", 16, 1, 64, "Sequences an update."),
          Setting.integer("seed", 1, 0, Integer.MAX_VALUE, "Of weights and data."));

  /**
   * Settings from JSON; what it leaves out is as usual.
   *
   * @throws SettingException saying which setting cannot be had, and what can
   */
  public static TimeSettings of(JsonNode request) {
    Setting.Values values = new Setting.Values(ALL, request);
    TimeSettings settings =
        new TimeSettings(
            values.choice("task", TimeTask.values()),
            values.integer("length"),
            values.choice("cell", LabCell.values()),
            values.integer("hidden"),
            values.choice("initialisation", RecurrentStart.values()),
            values.number("gain"),
            values.number("forgetBias"),
            values.number("clip"),
            values.choice("optimiser", Optimiser.values()),
            values.number("learningRate"),
            values.integer("updates"),
            values.integer("batch"),
            values.integer("seed"));
    settings.requireModest();
    return settings;
  }

  private void requireModest() {
    if (task == TimeTask.FRANCE && length < SHORTEST_SENTENCE) {
      throw new SettingException(
          "bad_value", "length", "The sentence has " + SHORTEST_SENTENCE + " words at least.");
    }
    double steps = (double) length * updates;
    if (steps > MOST_STEPS) {
      throw new SettingException(
          "too_large",
          "updates",
          String.format(
              Locale.ROOT,
              "%d steps for %,d updates are too much for one run: length times updates may be"
                  + " %,.0f.",
              length,
              updates,
              MOST_STEPS));
    }
    if (steps * hidden * hidden * batch > MOST_WORK) {
      throw new SettingException(
          "too_large",
          "hidden",
          "Too much for one run: take fewer units, steps, updates, or a smaller batch.");
    }
  }
}
