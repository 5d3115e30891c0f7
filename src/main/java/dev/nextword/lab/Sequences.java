package dev.nextword.lab;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of sequences.
 *
 * @param all of the same length
 */
record Sequences(List<Sequence> all) {
  /**
   * One sequence, with what is asked for after its last step.
   *
   * @param steps {@code [time][features]}
   * @param answer {@code [classes]} one-hot, or the one number
   * @param tokens what stands at each step, for people
   * @param target the answer, for people
   */
  record Sequence(double[][] steps, double[] answer, List<String> tokens, String target) {}

  Sequences {
    all = List.copyOf(all);
  }

  /** {@code [batch, features, time]}, double precision. */
  INDArray inputs() {
    int batch = all.size();
    int time = all.get(0).steps().length;
    int features = all.get(0).steps()[0].length;
    double[] numbers = new double[batch * features * time];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        for (int f = 0; f < features; f++) {
          numbers[(b * features + f) * time + t] = all.get(b).steps()[t][f];
        }
      }
    }
    return Nd4j.create(numbers, new long[] {batch, features, time}, 'c');
  }

  /** {@code [batch, classes]}. */
  INDArray answers() {
    int classes = all.get(0).answer().length;
    INDArray answers = Nd4j.create(DataType.DOUBLE, all.size(), classes);
    for (int b = 0; b < all.size(); b++) {
      for (int k = 0; k < classes; k++) {
        answers.putScalar(b, k, all.get(b).answer()[k]);
      }
    }
    return answers;
  }

  /** So many at a time, in order. */
  List<Sequences> inBatches(int size) {
    return IntStream.range(0, all.size() / size)
        .mapToObj(i -> new Sequences(all.subList(i * size, (i + 1) * size)))
        .toList();
  }
}
