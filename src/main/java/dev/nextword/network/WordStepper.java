package dev.nextword.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained network as plain float arrays, for one word at a time: no native call, no memory outside the heap, any
 * number of threads. The formulas are the cells' own.
 */
public final class WordStepper {
  private final int words;
  private final int embedding;
  private final int width;
  private final float[] vectors; // [words][embedding]
  private final Cell[] cells;
  private final StepWeights[] layers;
  private final float @Nullable [] projection; // [hidden][width], column by column
  private final float[] output; // [width][words]
  private final float[] bias;

  /**
   * States of all layers after some words; immutable.
   *
   * @param vectors by layer and state: h, and c for the LSTM
   */
  public record State(float[][][] vectors) {}

  WordStepper(INDArray vectors, List<RecurrentLayer> layers, WordSoftmax softmax) {
    this.words = vectors.columns();
    this.embedding = vectors.rows();
    this.vectors = StepWeights.toArray(vectors);
    this.cells = layers.stream().map(l -> l.layerConf().cell().cell()).toArray(Cell[]::new);
    this.layers = layers.stream().map(RecurrentLayer::stepWeights).toArray(StepWeights[]::new);
    this.projection =
        softmax.layerConf().bottleneck() > 0
            ? StepWeights.toArray(softmax.getParam(WordSoftmaxConfiguration.PROJECTION))
            : null;
    INDArray weights = softmax.getParam(WordSoftmaxConfiguration.WEIGHTS); // [width, words]
    this.width = weights.rows();
    this.output = StepWeights.toArray(weights.transpose().dup('f'));
    this.bias = StepWeights.toArray(softmax.getParam(WordSoftmaxConfiguration.BIAS));
  }

  /** Size of the vocabulary. */
  public int words() {
    return words;
  }

  /** The state before any word: zero. */
  public State zero() {
    float[][][] state = new float[cells.length][][];
    for (int layer = 0; layer < cells.length; layer++) {
      state[layer] = new float[cells[layer].states()][layers[layer].hidden()];
    }
    return new State(state);
  }

  /** The state after one more word. */
  public State step(State before, int wordId) {
    float[] x = new float[embedding];
    System.arraycopy(vectors, wordId * embedding, x, 0, embedding);
    float[][][] after = new float[cells.length][][];
    for (int layer = 0; layer < cells.length; layer++) {
      float[][] next = new float[cells[layer].states()][layers[layer].hidden()];
      cells[layer].step(layers[layer], layers[layer].inputProducts(x), before.vectors[layer], next);
      after[layer] = next;
      x = next[0];
    }
    return new State(after);
  }

  /** Natural log probabilities of the next word, {@code [words]}. */
  public float[] logProbabilities(State state) {
    float[] h = state.vectors[cells.length - 1][0];
    if (projection != null) {
      float[] narrow = new float[width];
      addColumns(projection, h, narrow);
      h = narrow;
    }
    float[] scores = bias.clone();
    addColumns(output, h, scores);
    float best = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      best = Math.max(best, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - best);
    }
    float logSum = (float) (best + Math.log(sum));
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= logSum;
    }
    return scores;
  }

  /** {@code into += M x}, the columns of M one after the other. */
  private static void addColumns(float[] matrix, float[] x, float[] into) {
    for (int k = 0; k < x.length; k++) {
      float factor = x[k];
      int column = k * into.length;
      for (int j = 0; j < into.length; j++) {
        into[j] += matrix[column + j] * factor;
      }
    }
  }
}
