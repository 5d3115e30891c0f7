package dev.nextword.bench.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All weights of a network as little-endian floats, in the order in which this project's networks
 * hold them, every matrix column by column: the words' vectors {@code [embedding, words]}; for each
 * recurrent layer {@code W [hidden, gates * inputs]}, {@code R [hidden, gates * hidden]} and {@code
 * b [hidden, biases]}; the softmax's {@code [hidden, words]} and its bias {@code [words]}.
 */
final class WeightFile {
  private final FloatBuffer rest;

  private WeightFile(FloatBuffer rest) {
    this.rest = rest;
  }

  static void write(Path file, float[] weights) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weights);
    Files.write(file, bytes.array());
  }

  static WeightFile open(Path file) throws IOException {
    return new WeightFile(
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
  }

  /** The next so many numbers. */
  float[] next(int count) {
    float[] numbers = new float[count];
    rest.get(numbers);
    return numbers;
  }

  /**
   * A recurrent layer's next matrix in libtorch's order.
   *
   * @return {@code [gates * hidden][columns]}, row by row
   */
  float[] nextGates(int gates, int hidden, int columns) {
    float[] ours = next(gates * hidden * columns);
    float[] theirs = new float[ours.length];
    for (int g = 0; g < gates; g++) {
      for (int column = 0; column < columns; column++) {
        for (int h = 0; h < hidden; h++) {
          theirs[(g * hidden + h) * columns + column] = ours[(g * columns + column) * hidden + h];
        }
      }
    }
    return theirs;
  }

  boolean finished() {
    return !rest.hasRemaining();
  }
}
