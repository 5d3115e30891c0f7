package dev.nextword.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The lengths of a word network's layers: what is needed to find its matrices in the one row of
 * parameters that Deeplearning4j keeps and saves. The order of the matrices is that of {@link
 * WordEmbeddingConfiguration}, {@link RecurrentConfiguration} and {@link WordSoftmaxConfiguration}.
 *
 * @param clusters how the softmax cuts the vocabulary
 * @param embedding width of a word's vector
 * @param layers the recurrent layers, lowest first
 * @param bottleneck width between the last recurrent layer and the softmax, 0 for none
 */
public record NetworkShape(
    Clusters clusters, int embedding, List<Recurrent> layers, int bottleneck) {
  /** Widths and words that no network of this program has; products of two stay far from 2^63. */
  private static final int LARGEST = 1 << 24;

  private static final String PACKAGE = NetworkShape.class.getPackageName() + ".";

  /** One recurrent layer. */
  public record Recurrent(CellType cell, int inputs, int hidden) {
    long parameters() {
      long gates = cell.cell().gates();
      return hidden * (gates * inputs + gates * hidden + cell.cell().biases());
    }
  }

  /**
   * @throws IllegalArgumentException if the layers do not fit each other
   */
  public NetworkShape {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw notAWordNetwork();
    }
    int width = embedding;
    for (Recurrent layer : layers) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "a layer of " + layer.inputs() + " inputs follows one of " + width + " outputs");
      }
      width = layer.hidden();
    }
  }

  /**
   * Reads the configuration that Deeplearning4j writes into a network's file, without
   * Deeplearning4j: to start it takes longer than to read all shipped models.
   *
   * @throws IllegalArgumentException if it is not that of an embedding, recurrent layers and a
   *     softmax of ours
   */
  public static NetworkShape of(JsonNode configuration) {
    JsonNode all = configuration.path("confs");
    if (all.size() < 3) {
      throw notAWordNetwork();
    }
    JsonNode embedding = layer(all.get(0), "WordEmbeddingConfiguration");
    JsonNode softmax = layer(all.get(all.size() - 1), "WordSoftmaxConfiguration");
    List<Recurrent> layers = new ArrayList<>();
    for (int i = 1; i < all.size() - 1; i++) {
      JsonNode layer = layer(all.get(i), "RecurrentConfiguration");
      CellType cell = CellType.valueOf(layer.path("cell").asText());
      layers.add(new Recurrent(cell, length(layer, "nin"), length(layer, "nout")));
    }
    int words = length(embedding, "nin");
    if (length(softmax, "nout") != words
        || length(softmax, "nin") != layers.get(layers.size() - 1).hidden()) {
      throw new IllegalArgumentException("its softmax does not fit its other layers");
    }
    int bottleneck = softmax.path("bottleneck").asInt();
    if (bottleneck < 0 || bottleneck > LARGEST) {
      throw new IllegalArgumentException("a layer whose bottleneck is " + bottleneck);
    }
    List<Integer> cutoffs = new ArrayList<>(); // none in files of the full softmax
    softmax.path("cutoffs").forEach(cutoff -> cutoffs.add(cutoff.asInt()));
    Clusters clusters = new Clusters(words, cutoffs);
    return new NetworkShape(clusters, length(embedding, "nout"), layers, bottleneck);
  }

  private static JsonNode layer(JsonNode configuration, String type) {
    JsonNode layer = configuration.path("layer");
    if (!layer.path("@class").asText().equals(PACKAGE + type)) {
      throw notAWordNetwork();
    }
    return layer;
  }

  private static int length(JsonNode layer, String field) {
    int length = layer.path(field).asInt();
    if (length < 1 || length > LARGEST) {
      throw new IllegalArgumentException("a layer whose " + field + " is not from 1 to " + LARGEST);
    }
    return length;
  }

  static IllegalArgumentException notAWordNetwork() {
    return new IllegalArgumentException(
        "not a word network: embedding, recurrent layers and softmax are expected");
  }

  /** Size of the vocabulary. */
  int words() {
    return clusters.words();
  }

  /** Units of the last recurrent layer. */
  int hidden() {
    return layers.get(layers.size() - 1).hidden();
  }

  /** How many parameters a network of this shape has. */
  public long parameters() {
    int width = bottleneck > 0 ? bottleneck : hidden();
    return (long) words() * embedding
        + layers.stream().mapToLong(Recurrent::parameters).sum()
        + (long) bottleneck * hidden()
        + clusters.parameters(width);
  }
}
