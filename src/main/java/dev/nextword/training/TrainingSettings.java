package dev.nextword.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.SoftmaxKind;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Every setting of the training of one cell.
 *
 * @param cell the kind of cell
 * @param embedding width of a word's vector
 * @param hidden units of each recurrent layer
 * @param layers how many recurrent layers
 * @param bottleneck width before the softmax, 0 for none
 * @param softmax over all words, or over clusters of them
 * @param dropout share of the values left out between layers, 0 to below 1
 * @param initialisation how recurrent matrices start
 * @param gain factor on what {@code initialisation} gives
 * @param epochs passes over the training text at most
 * @param batch lanes that read ordinary text
 * @param wovenLanes lanes that read woven passages
 * @param bptt steps of a window: how far gradients go back
 * @param optimiser {@code adam} or {@code sgd}
 * @param learningRate at the start
 * @param clip largest global norm of the gradient; larger ones are scaled down to it (Pascanu et
 *     al. 2013)
 * @param answerWeight how much the mean loss of woven answers counts beside the mean loss of all
 *     words
 * @param evaluationsPerEpoch how often the validation text is measured
 * @param patience so many measurements without improvement halve the learning rate, three times as
 *     many end the training
 * @param coolDown over this last share of the updates the learning rate falls evenly to a twentieth
 * @param tied whether words' vectors are also the softmax's columns
 * @param freshStates in this share of its windows a lane begins from the zero state in mid-text;
 *     for text that is one long document
 * @param seed of the first weights, the order of the text and dropout
 */
public record TrainingSettings(
    CellType cell,
    int embedding,
    int hidden,
    int layers,
    int bottleneck,
    SoftmaxKind softmax,
    double dropout,
    Initialisation initialisation,
    double gain,
    double epochs,
    int batch,
    int wovenLanes,
    int bptt,
    String optimiser,
    double learningRate,
    double clip,
    double answerWeight,
    int evaluationsPerEpoch,
    int patience,
    double coolDown,
    boolean tied,
    double freshStates,
    long seed) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public TrainingSettings {
    Objects.requireNonNull(softmax, "softmax"); // absent in plans of older versions
    positive("epochs", epochs);
    positive("batch", batch);
    positive("bptt", bptt);
    positive("learning-rate", learningRate);
    positive("clip", clip);
    positive("evaluationsPerEpoch", evaluationsPerEpoch);
    positive("patience", patience);
    if (!optimiser.equals("adam") && !optimiser.equals("sgd")) {
      throw new IllegalArgumentException(
          "there is no optimiser '" + optimiser + "'; there are adam, sgd");
    }
    if (!(freshStates >= 0 && freshStates <= 1)) {
      throw new IllegalArgumentException("freshStates must be 0 to 1, not " + freshStates);
    }
    if (wovenLanes < 0 || answerWeight < 0 || !(coolDown >= 0 && coolDown <= 1)) {
      throw new IllegalArgumentException(
          "wovenLanes and answerWeight must not be negative, coolDown must be 0 to 1");
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be more than 0, not " + value);
    }
  }

  /** The network's shape for a vocabulary of this size. */
  public NetworkSettings network(int vocabulary) {
    return new NetworkSettings(
        cell,
        vocabulary,
        embedding,
        hidden,
        layers,
        bottleneck,
        dropout,
        initialisation,
        gain,
        seed,
        softmax,
        tied);
  }

  /** The same for a network that is looked at and not trained. */
  TrainingSettings withoutDropout() {
    return changed(Map.of("dropout", 0.0));
  }

  /**
   * The same with other values of some settings.
   *
   * @param values by the settings' names
   * @throws IllegalArgumentException if there is no such setting, or the value does not suit it
   */
  public TrainingSettings changed(Map<String, ?> values) {
    ObjectNode tree = JSON.valueToTree(this);
    values.forEach((name, value) -> tree.set(name, JSON.valueToTree(value)));
    return JSON.convertValue(tree, TrainingSettings.class);
  }

  /** All of them, to be compared when a training is resumed. */
  String json() {
    return JSON.valueToTree(this).toString();
  }

  @JsonIgnore
  IUpdater updater() {
    return optimiser.equals("adam") ? new Adam(learningRate) : new Sgd(learningRate);
  }
}
