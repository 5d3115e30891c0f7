package dev.nextword.network;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The shape of a word-level language model: embedding, recurrent layers of one kind of cell,
 * softmax.
 *
 * @param cell the kind of cell
 * @param vocabulary number of words
 * @param embedding width of a word's vector
 * @param hidden units of each recurrent layer
 * @param layers how many recurrent layers
 * @param bottleneck width between the last recurrent layer and the softmax, 0 for none
 * @param dropout share of the values that are left out between layers in training, 0 to below 1
 *     (Zaremba et al. 2014: never between time steps)
 * @param initialisation how recurrent matrices start
 * @param gain factor on what {@code initialisation} gives
 * @param seed of the first weights
 * @param softmax over all words, or over clusters of them
 * @param tied whether a word's vector is also its column of the softmax (Inan et al. 2017, "Tying
 *     word vectors and word classifiers"; Press and Wolf 2017, "Using the output embedding to
 *     improve language models")
 */
public record NetworkSettings(
    CellType cell,
    int vocabulary,
    int embedding,
    int hidden,
    int layers,
    int bottleneck,
    double dropout,
    Initialisation initialisation,
    double gain,
    long seed,
    SoftmaxKind softmax,
    boolean tied) {
  /** With the full softmax, not tied. */
  public NetworkSettings(
      CellType cell,
      int vocabulary,
      int embedding,
      int hidden,
      int layers,
      int bottleneck,
      double dropout,
      Initialisation initialisation,
      double gain,
      long seed) {
    this(
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
        SoftmaxKind.FULL);
  }

  /** Not tied. */
  public NetworkSettings(
      CellType cell,
      int vocabulary,
      int embedding,
      int hidden,
      int layers,
      int bottleneck,
      double dropout,
      Initialisation initialisation,
      double gain,
      long seed,
      SoftmaxKind softmax) {
    this(
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
        false);
  }

  public NetworkSettings {
    atLeast(1, "vocabulary", vocabulary);
    atLeast(1, "embedding", embedding);
    atLeast(1, "hidden", hidden);
    atLeast(1, "layers", layers);
    atLeast(0, "bottleneck", bottleneck);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be at least 0 and below 1, not " + dropout);
    }
    int width = bottleneck > 0 ? bottleneck : hidden;
    if (tied && width != embedding) {
      throw new IllegalArgumentException(
          "words' vectors of " + embedding + " cannot be tied to columns of " + width);
    }
    if (tied && softmax.clusters(vocabulary).count() > 0) {
      throw new IllegalArgumentException(
          "words' vectors cannot be tied to an adaptive softmax, whose columns differ in length");
    }
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }

  /**
   * As a Deeplearning4j configuration. Gradients are those of {@link WordSoftmax}'s loss, a mean a
   * word, and are not divided by the batch size once more.
   */
  public MultiLayerConfiguration configuration(IUpdater updater, DataType type) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(type)
            .updater(updater)
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    list.layer(
        new WordEmbeddingConfiguration.Builder()
            .name("embedding")
            .nIn(vocabulary)
            .nOut(embedding)
            .build());
    for (int layer = 0; layer < layers; layer++) {
      RecurrentConfiguration.Builder recurrent =
          RecurrentConfiguration.of(cell)
              .name(cell.label() + (layer + 1))
              .recurrentInitialisation(initialisation, gain)
              .nIn(layer == 0 ? embedding : hidden)
              .nOut(hidden);
      if (dropout > 0) {
        recurrent.dropOut(1 - dropout); // Deeplearning4j names the share that stays
      }
      list.layer(recurrent.build());
    }
    WordSoftmaxConfiguration.Builder softmax =
        new WordSoftmaxConfiguration.Builder()
            .name("softmax")
            .nIn(hidden)
            .nOut(vocabulary)
            .bottleneck(bottleneck)
            .clusters(this.softmax.clusters(vocabulary))
            .tied(tied);
    if (dropout > 0) {
      softmax.dropOut(1 - dropout);
    }
    return list.layer(softmax.build()).backpropType(BackpropType.TruncatedBPTT).build();
  }
}
