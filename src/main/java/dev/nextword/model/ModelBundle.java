package dev.nextword.model;

import dev.nextword.network.WordStepper;
import dev.nextword.vocabulary.Vocabulary;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A model with everything that is needed to use it and to know where it comes from. */
public sealed interface ModelBundle {
  /** Provenance and figures. */
  ModelCard card();

  /** The words it knows, by id. */
  Vocabulary vocabulary();

  /** The model's name, which is its folder's. */
  default String name() {
    return card().name();
  }

  /**
   * A recurrent network.
   *
   * @param network its last layer has as many outputs as the vocabulary has words
   */
  record Network(ModelCard card, Vocabulary vocabulary, MultiLayerNetwork network)
      implements ModelBundle {}

  /**
   * A recurrent network as it is needed to predict, and no more: read without Deeplearning4j.
   *
   * @param stepper knows as many words as the vocabulary
   */
  record Stepper(ModelCard card, Vocabulary vocabulary, WordStepper stepper)
      implements ModelBundle {}

  /**
   * An n-gram model.
   *
   * @param table the file with its word sequences; the prediction stage knows its format. When a
   *     bundle is saved, this file is copied into it.
   */
  record Ngram(ModelCard card, Vocabulary vocabulary, Path table) implements ModelBundle {
    /** The table's name in a bundle. */
    public static final String TABLE = "ngram.fst";
  }
}
