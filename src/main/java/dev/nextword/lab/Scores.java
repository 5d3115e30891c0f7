package dev.nextword.lab;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How well a network does; both arguments are {@code [examples, classes]}, the labels one-hot. */
final class Scores {
  private Scores() {}

  /** Mean cross-entropy in nats. */
  static double crossEntropy(INDArray probabilities, INDArray labels) {
    double[][] p = Numbers.rows(probabilities);
    double[][] y = Numbers.rows(labels);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      for (int k = 0; k < p[i].length; k++) {
        if (y[i][k] > 0) { // a probability of 0 in double precision would be infinitely wrong
          sum -= Math.log(p[i][k] < Double.MIN_NORMAL ? Double.MIN_NORMAL : p[i][k]);
        }
      }
    }
    return sum / p.length;
  }

  /** Share of examples whose most probable class is the right one. */
  static double accuracy(INDArray probabilities, INDArray labels) {
    double[][] said = Numbers.rows(probabilities);
    double[][] right = Numbers.rows(labels);
    int sum = 0;
    for (int i = 0; i < said.length; i++) {
      sum += largest(said[i]) == largest(right[i]) ? 1 : 0;
    }
    return (double) sum / said.length;
  }

  /** Mean squared error of one number an example. */
  static double squaredError(INDArray said, INDArray right) {
    double[] a = Numbers.flat(said);
    double[] b = Numbers.flat(right);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** Share of examples whose number is off by no more than this. */
  static double near(INDArray said, INDArray right, double distance) {
    double[] a = Numbers.flat(said);
    double[] b = Numbers.flat(right);
    int near = 0;
    for (int i = 0; i < a.length; i++) {
      near += Math.abs(a[i] - b[i]) <= distance ? 1 : 0;
    }
    return (double) near / a.length;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
