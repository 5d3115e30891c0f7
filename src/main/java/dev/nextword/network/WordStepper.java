package dev.nextword.network;

import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as plain arrays, for one word at a time: no native call, no memory outside the
 * heap, any number of threads. The formulas are the cells' own.
 *
 * <p>The recurrent layers compute with the file's weights in floats, so that no error adds up along
 * a text; the softmax, which is most of the work, with {@link IntegerMatrix} and {@link
 * Exponentials}. Its log probabilities are within 1e-3 of the exact ones.
 */
public final class WordStepper {
  private final NetworkShape shape;
  private final float[] vectors; // [words][embedding]
  private final Cell[] cells;
  private final StepWeights[] layers;
  private final @Nullable IntegerMatrix projection; // [bottleneck, hidden]
  private final IntegerMatrix output; // [words, width]
  private final float[] bias;

  /**
   * States of all layers after some words; immutable.
   *
   * @param vectors by layer and state: h, and c for the LSTM
   */
  public record State(float[][][] vectors) {
    /** How many numbers it holds. */
    public int size() {
      int size = 0;
      for (float[][] layer : vectors) {
        size += layer.length * layer[0].length;
      }
      return size;
    }
  }

  /**
   * @param parameters all of the network's, in the order of {@link NetworkShape}
   * @throws IllegalArgumentException if there are more or fewer than the shape says
   */
  public WordStepper(NetworkShape shape, FloatBuffer parameters) {
    if (parameters.remaining() != shape.parameters()) {
      throw new IllegalArgumentException(
          parameters.remaining() + " weights, but its layers have " + shape.parameters());
    }
    this.shape = shape;
    this.vectors = StepWeights.take(parameters, shape.words() * shape.embedding());
    List<NetworkShape.Recurrent> recurrent = shape.layers();
    this.cells = new Cell[recurrent.size()];
    this.layers = new StepWeights[recurrent.size()];
    for (int layer = 0; layer < cells.length; layer++) {
      cells[layer] = recurrent.get(layer).cell().cell();
      layers[layer] = new StepWeights(recurrent.get(layer), parameters);
    }
    int hidden = shape.hidden();
    int width = hidden;
    if (shape.bottleneck() > 0) {
      width = shape.bottleneck();
      float[] columns = StepWeights.take(parameters, width * hidden); // column after column
      this.projection = new IntegerMatrix(transposed(columns, width, hidden), width, hidden);
    } else {
      this.projection = null;
    }
    // One column a word in the file: one row a word here.
    this.output = new IntegerMatrix(StepWeights.take(parameters, width * words()), words(), width);
    this.bias = StepWeights.take(parameters, words());
  }

  private static float[] transposed(float[] columns, int rows, int count) {
    float[] byRow = new float[columns.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < count; column++) {
        byRow[row * count + column] = columns[column * rows + row];
      }
    }
    return byRow;
  }

  /** Size of the vocabulary. */
  public int words() {
    return shape.words();
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
    return steps(before, wordId)[0];
  }

  /**
   * The states after each of some more words. The products with the words' vectors, which wait for
   * nothing, are computed for all words at once.
   *
   * @return {@code [words.length]}
   */
  public State[] steps(State before, int... words) {
    float[][] x = new float[words.length][shape.embedding()];
    for (int t = 0; t < words.length; t++) {
      System.arraycopy(vectors, words[t] * shape.embedding(), x[t], 0, shape.embedding());
    }
    float[][][][] after = new float[words.length][cells.length][][];
    for (int layer = 0; layer < cells.length; layer++) {
      float[][] gates = layers[layer].inputProducts(x);
      float[][] previous = before.vectors[layer];
      for (int t = 0; t < words.length; t++) {
        float[][] next = new float[cells[layer].states()][layers[layer].hidden()];
        cells[layer].step(layers[layer], gates[t], previous, next);
        after[t][layer] = next;
        previous = next;
        x[t] = next[0];
      }
    }
    State[] states = new State[words.length];
    for (int t = 0; t < words.length; t++) {
      states[t] = new State(after[t]);
    }
    return states;
  }

  /** Natural log probabilities of the next word, {@code [words]}. */
  public float[] logProbabilities(State state) {
    float[] h = state.vectors[cells.length - 1][0];
    if (projection != null) {
      float[] narrow = new float[shape.bottleneck()];
      projection.addProduct(h, narrow);
      h = narrow;
    }
    float[] scores = bias.clone();
    output.addProduct(h, scores);
    float best = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      best = Math.max(best, score);
    }
    float logSum = (float) (best + Math.log(Exponentials.sum(scores, best)));
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= logSum;
    }
    return scores;
  }
}
