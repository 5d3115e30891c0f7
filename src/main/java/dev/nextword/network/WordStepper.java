package dev.nextword.network;

import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as plain arrays, for one word at a time: no native call, no memory outside the
 * heap, any number of threads. The formulas are the cells' own.
 *
 * <p>All products are those of {@link IntegerMatrix}, the exponentials of the softmax those of
 * {@link Exponentials}. Log probabilities are within about 1e-3 of those in floats, which no
 * evaluation figure shows.
 */
public final class WordStepper {
  private final NetworkShape shape;
  private final float[] vectors; // [words][embedding]
  private final Cell[] cells;
  private final StepWeights[] layers;
  private final @Nullable IntegerMatrix projection; // [bottleneck, hidden]
  private final StepSoftmax softmax;

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
      this.projection = StepWeights.matrix(parameters, 1, width, hidden);
    } else {
      this.projection = null;
    }
    this.softmax = new StepSoftmax(shape.clusters(), width, parameters);
  }

  NetworkShape shape() {
    return shape;
  }

  StepWeights layer(int index) {
    return layers[index];
  }

  @Nullable IntegerMatrix projection() {
    return projection;
  }

  StepSoftmax softmax() {
    return softmax;
  }

  /** A word's vector, {@code [embedding]}. */
  double[] vector(int wordId) {
    double[] vector = new double[shape.embedding()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = vectors[wordId * vector.length + i];
    }
    return vector;
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
    float[] x = new float[shape.embedding()];
    System.arraycopy(vectors, wordId * x.length, x, 0, x.length);
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
      float[] narrow = new float[shape.bottleneck()];
      projection.addProduct(h, narrow);
      h = narrow;
    }
    return softmax.logProbabilities(h);
  }
}
