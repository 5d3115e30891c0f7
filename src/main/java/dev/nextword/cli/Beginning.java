package dev.nextword.cli;

import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.network.CellType;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.training.TrainingSettings;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models that a training goes on from: their shape, their words, their weights. */
final class Beginning {
  /** The settings that make the shape of a network; they are those of the model. */
  private static final List<String> SHAPE =
      List.of(
          "embedding",
          "hidden",
          "layers",
          "bottleneck",
          "dropout",
          "initialisation",
          "gain",
          "tied");

  /** Beside the old words, for those of the text. */
  private static final int NEW_WORDS = 8_000;

  /** Of the rate with which the model was trained: it is near a minimum, and is to stay near. */
  private static final double SLOWER = 0.25;

  /** A trained network needs fewer passes, and sooner begins to learn the text by heart. */
  private static final int MOST_EPOCHS = 10;

  private final ModelStore store;
  private final Vocabulary vocabulary;

  private Beginning(ModelStore store, Vocabulary vocabulary) {
    this.store = store;
    this.vocabulary = vocabulary;
  }

  /**
   * @throws CommandException if a model is missing, or they cannot be gone on from
   */
  static Beginning of(ModelStore store, List<String> cells) {
    Vocabulary vocabulary = null;
    for (String cell : cells) {
      if (!store.names().contains(cell)) {
        throw new CommandException(
            "there is no model " + cell + " in " + store.folder() + " to go on from");
      }
      Vocabulary its = store.loadForPrediction(cell).vocabulary();
      if (vocabulary != null && !vocabulary.equals(its)) {
        throw new CommandException(
            "the models in "
                + store.folder()
                + " have different words; go on from one of them at a time with --cells");
      }
      vocabulary = its;
      if (SoftmaxKind.of(softmax(store.card(cell))).clusters(its.size()).count() > 0) {
        throw new CommandException(
            "the model "
                + cell
                + " in "
                + store.folder()
                + " has an adaptive softmax, whose words cannot be added to; train anew, without"
                + " --from");
      }
    }
    if (vocabulary == null) {
      throw new CommandException("no cell to go on from");
    }
    return new Beginning(store, vocabulary);
  }

  private static String softmax(ModelCard card) {
    return String.valueOf(card.settings().getOrDefault("softmax", SoftmaxKind.FULL.name()));
  }

  /** Folder of the models. */
  String folder() {
    return store.folder().toAbsolutePath().normalize().toString();
  }

  /** The models themselves. */
  ModelStore store() {
    return store;
  }

  /** The words they know. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How many words there may be in all. */
  int vocabularySize() {
    return vocabulary.size() + NEW_WORDS;
  }

  /**
   * The settings of a training that goes on.
   *
   * @param anew what they were if it began anew
   * @param rateIsGiven whether the learning rate among them was asked for
   */
  List<TrainingSettings> settings(List<TrainingSettings> anew, boolean rateIsGiven) {
    List<TrainingSettings> settings = new ArrayList<>();
    for (TrainingSettings cell : anew) {
      CellType type = cell.cell();
      Map<String, Object> of = store.card(type.label()).settings();
      Map<String, Object> changed = new LinkedHashMap<>();
      SHAPE.stream().filter(of::containsKey).forEach(name -> changed.put(name, of.get(name)));
      changed.put("softmax", SoftmaxKind.FULL.name());
      changed.put("epochs", Math.min(cell.epochs(), MOST_EPOCHS));
      if (!rateIsGiven && of.get("learningRate") instanceof Number rate) {
        changed.put("learningRate", rate.doubleValue() * SLOWER);
      }
      settings.add(cell.changed(changed));
    }
    return settings;
  }
}
