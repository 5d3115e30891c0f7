package dev.nextword.network;

import java.util.Arrays;

/**
 * A matrix in 16-bit integers, for its product with one vector at a time.
 *
 * <p>Such a product uses each number of the matrix once, so the time it takes is the time to fetch
 * the matrix from memory. 16 bits a number halve that, and processors multiply and add pairs of
 * them in one instruction, which the Java compiler finds in {@link #addPair}; together the product
 * is about three times as fast as in floats. With {@code w_ik ~ s_i q_ik} and {@code x_k ~ t p_k},
 *
 * <pre>
 *   y_i = sum_k w_ik x_k  ~  s_i t sum_k q_ik p_k        q, p: integers
 * </pre>
 *
 * <p>{@code s_i} and {@code t} are as small as they may be, so that the integers use all bits: no
 * row of integers is longer (Euclidean norm) than {@value #LONGEST}, and neither is {@code p}. By
 * the Cauchy-Schwarz inequality no sum exceeds 32 bits then; what overflows on the way comes back,
 * as integers do. For rows of a hundred numbers a weight's error is about 1e-4 of the row's typical
 * weight, less than what a model file's own rounding to half precision takes away.
 */
final class IntegerMatrix {
  /** Below the root of 2^31 by more than rounding can add to a vector of 1,000,000 numbers. */
  private static final int LONGEST = 45_000;

  /** Rows whose sums are in the processor's first cache together. */
  private static final int BLOCK = 256;

  /** Room of {@link #addProduct}; made anew each time it would be a third of a key's garbage. */
  private static final ThreadLocal<short[]> ROOM = ThreadLocal.withInitial(() -> new short[0]);

  private final int rows;
  private final int columns;
  private final int pairs; // of columns; an odd last one is paired with zeros
  private final short[] integers; // [block][pair][row in the block][2]
  private final float[] scales; // [rows]

  /**
   * @param matrix row after row
   */
  IntegerMatrix(float[] matrix, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.pairs = (columns + 1) / 2;
    this.integers = new short[rows * 2 * pairs];
    this.scales = new float[rows];
    float[] row = new float[columns];
    short[] rounded = new short[2 * pairs];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(matrix, i * columns, row, 0, columns);
      scales[i] = round(row, rounded);
      int block = i / BLOCK * BLOCK;
      int length = Math.min(BLOCK, rows - block);
      for (int pair = 0; pair < pairs; pair++) {
        int at = block * 2 * pairs + pair * 2 * length + 2 * (i - block);
        integers[at] = rounded[2 * pair];
        integers[at + 1] = rounded[2 * pair + 1];
      }
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** The numbers that the integers stand for, row after row. */
  double[] values() {
    double[] values = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      int block = i / BLOCK * BLOCK;
      int length = Math.min(BLOCK, rows - block);
      for (int k = 0; k < columns; k++) {
        int at = block * 2 * pairs + k / 2 * 2 * length + 2 * (i - block) + k % 2;
        values[i * columns + k] = (double) scales[i] * integers[at];
      }
    }
    return values;
  }

  /** {@code W x} in double precision: without the rounding of {@code x}, and slower. */
  double[] product(double[] x) {
    double[] y = new double[rows];
    for (int block = 0; block < rows; block += BLOCK) {
      int length = Math.min(BLOCK, rows - block);
      for (int k = 0; k < columns; k++) {
        int from = block * 2 * pairs + k / 2 * 2 * length + k % 2;
        for (int j = 0; j < length; j++) {
          y[block + j] += integers[from + 2 * j] * x[k];
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      y[i] *= scales[i];
    }
    return y;
  }

  /** {@code W^T y} in double precision. */
  double[] transposedProduct(double[] y) {
    double[] x = new double[columns];
    for (int block = 0; block < rows; block += BLOCK) {
      int length = Math.min(BLOCK, rows - block);
      for (int k = 0; k < columns; k++) {
        int from = block * 2 * pairs + k / 2 * 2 * length + k % 2;
        double sum = 0;
        for (int j = 0; j < length; j++) {
          sum += integers[from + 2 * j] * (scales[block + j] * y[block + j]);
        }
        x[k] += sum;
      }
    }
    return x;
  }

  /**
   * Makes integers of a vector.
   *
   * @return what one of them is worth
   */
  private static float round(float[] vector, short[] rounded) {
    double squares = 0;
    double largest = 0;
    for (float value : vector) {
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    double scale = Math.max(Math.sqrt(squares) / LONGEST, largest / Short.MAX_VALUE);
    if (scale == 0) {
      Arrays.fill(rounded, (short) 0);
      return 0;
    }
    for (int k = 0; k < vector.length; k++) {
      rounded[k] = (short) Math.rint(vector[k] / scale);
    }
    return (float) scale;
  }

  /**
   * {@code y += W x}.
   *
   * @param x {@code [columns]}
   * @param y {@code [rows]}
   */
  void addProduct(float[] x, float[] y) {
    short[] vector = new short[2 * pairs];
    float scale = round(x, vector);
    int width = 2 * Math.min(BLOCK, rows);
    short[] repeated = room(pairs * width); // each pair of x as often as a block has rows
    for (int pair = 0; pair < pairs; pair++) {
      int from = pair * width;
      for (int j = 0; j < width; j += 2) {
        repeated[from + j] = vector[2 * pair];
        repeated[from + j + 1] = vector[2 * pair + 1];
      }
    }
    int[] sums = new int[Math.min(BLOCK, rows)];
    for (int block = 0; block < rows; block += BLOCK) {
      int length = Math.min(BLOCK, rows - block);
      Arrays.fill(sums, 0);
      for (int pair = 0; pair < pairs; pair++) {
        int from = block * 2 * pairs + pair * 2 * length;
        addPair(integers, from, repeated, pair * width, sums, length);
      }
      for (int j = 0; j < length; j++) {
        y[block + j] += sums[j] * (scales[block + j] * scale);
      }
    }
  }

  private static short[] room(int length) {
    if (ROOM.get().length < length) {
      ROOM.set(new short[length]);
    }
    return ROOM.get();
  }

  /** Two columns: the shape of this loop is what makes the compiler use the instruction. */
  private static void addPair(short[] w, int column, short[] x, int from, int[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] += w[column + 2 * j] * x[from + 2 * j] + w[column + 2 * j + 1] * x[from + 2 * j + 1];
    }
  }
}
