package dev.nextword.lab;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a feed-forward network learns.
 *
 * @param inputs {@code [examples][features]}, each of about mean 0 and deviation 1
 * @param classes {@code [examples]}, from 0
 * @param count how many classes there are
 */
public record Examples(double[][] inputs, int[] classes, int count) {
  /** All inputs, {@code [examples, features]}, double precision. */
  INDArray allInputs() {
    return Nd4j.create(inputs);
  }

  /** One-hot, {@code [examples, classes]}. */
  INDArray allLabels() {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, classes.length, count);
    for (int i = 0; i < classes.length; i++) {
      labels.putScalar(i, classes[i], 1);
    }
    return labels;
  }

  /** So many, drawn with replacement. */
  Examples draw(int size, Random random) {
    double[][] drawn = new double[size][];
    int[] theirs = new int[size];
    for (int i = 0; i < size; i++) {
      int one = random.nextInt(inputs.length);
      drawn[i] = inputs[one];
      theirs[i] = classes[one];
    }
    return new Examples(drawn, theirs, count);
  }

  /** Share of the most frequent class. */
  double chance() {
    int[] counts = new int[count];
    int most = 0;
    for (int one : classes) {
      most = Math.max(most, ++counts[one]);
    }
    return (double) most / classes.length;
  }
}
