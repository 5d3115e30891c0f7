package dev.nextword.network;

import static dev.nextword.network.EntrySoftmax.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Against an oracle that goes through the labels one by one, with every word's probability written
 * down and every sum a loop.
 */
class ClusteredSoftmaxTest {
  private static final int WIDTH = 20;
  private static final int WORDS = 47;
  private static final double TOLERANCE = 1e-12;

  private final Random random = new Random(1);
  private final WordSoftmaxConfiguration configuration =
      new WordSoftmaxConfiguration.Builder()
          .nIn(WIDTH)
          .nOut(WORDS)
          .clusters(new Clusters(WORDS, List.of(6, 18)))
          .build();
  private final Clusters clusters = configuration.clusters();
  private final Map<String, INDArray> parameters = matrices();
  private final ClusteredSoftmax softmax =
      new ClusteredSoftmax(
          clusters, parameters, Nd4j.create(DataType.DOUBLE, ClusteredSoftmax.room(clusters)));

  private Map<String, INDArray> matrices() {
    Map<String, INDArray> named = new LinkedHashMap<>();
    for (Parameters.Matrix m : configuration.matrices()) {
      named.put(m.name(), random((int) m.rows(), (int) m.columns()));
    }
    return named;
  }

  private INDArray random(int rows, int columns) {
    INDArray matrix = Nd4j.create(DataType.DOUBLE, new long[] {rows, columns}, 'f');
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.putScalar(i, j, random.nextGaussian() * 0.5);
      }
    }
    return matrix;
  }

  @Test
  void probabilitiesAreThoseOfTheOracle() {
    INDArray h = random(WIDTH, 9);
    INDArray out = Nd4j.create(DataType.DOUBLE, new long[] {WORDS, 9}, 'f');
    softmax.probabilities(h, out);
    for (int j = 0; j < 9; j++) {
      double[] expected = new Oracle(h.getColumn(j).toDoubleVector()).probabilities();
      assertEquals(1, Arrays.stream(expected).sum(), TOLERANCE);
      for (int word = 0; word < WORDS; word++) {
        assertEquals(expected[word], out.getDouble(word, j), TOLERANCE);
      }
    }
  }

  /** More labels in every group than are worked on at a time; padding; weights; no gaps. */
  @Test
  void lossAndGradientsAreThoseOfTheOracle() {
    int[] labels = random.ints(5_000, -2, WORDS).map(id -> Math.max(id, -1)).toArray();
    double[] factors =
        Arrays.stream(labels).mapToDouble(id -> id < 0 ? 0 : random.nextDouble()).toArray();
    assertTrue(Arrays.stream(labels).filter(id -> id >= 6 && id < 18).count() > chunk(12));
    compare(labels, factors);
  }

  /** A window may have no label in a cluster, or none at all: old gradients must not stay. */
  @Test
  void aClusterWithoutLabelsHasNoGradient() {
    compare(new int[] {0, 5, -1, 46, 3}, new double[] {1, 0.5, 0, 2, 1});
    compare(new int[] {0, 5, -1, 4}, new double[] {1, 0.5, 0, 2});
    compare(new int[] {-1}, new double[] {0});
  }

  private void compare(int[] labels, double[] factors) {
    INDArray h = random(WIDTH, labels.length);
    Map<String, INDArray> found = matrices(); // with something in it
    INDArray ofH = random(WIDTH, labels.length);
    double[] logProbabilities = softmax.gradient(h, labels, factors, found, ofH);

    Map<String, double[][]> expected = new LinkedHashMap<>();
    found.forEach((name, m) -> expected.put(name, new double[m.rows()][m.columns()]));
    for (int j = 0; j < labels.length; j++) {
      double[] expectedOfH = new double[WIDTH];
      if (labels[j] >= 0) {
        Oracle oracle = new Oracle(h.getColumn(j).toDoubleVector());
        assertEquals(Math.log(oracle.probabilities()[labels[j]]), logProbabilities[j], TOLERANCE);
        oracle.addGradient(labels[j], factors[j], expected, expectedOfH);
      } else {
        assertEquals(0, logProbabilities[j]);
      }
      assertClose(new double[][] {expectedOfH}, ofH.getColumn(j).reshape(1, WIDTH), "h " + j);
    }
    found.forEach((name, gradient) -> assertClose(expected.get(name), gradient, name));
    double[] again = softmax.logProbabilities(h, labels);
    for (int j = 0; j < labels.length; j++) {
      assertEquals(logProbabilities[j], again[j], TOLERANCE, "one loss, whichever way");
    }
  }

  private static void assertClose(double[][] expected, INDArray found, String what) {
    double difference = Nd4j.create(expected).sub(found).amaxNumber().doubleValue();
    assertTrue(difference < 1e-10, () -> "gradient of " + what + " differs by " + difference);
  }

  /** One label at a time. */
  private final class Oracle {
    private final double[] h;
    private final double[] head;
    private final double[][] narrow = new double[clusters.count()][];
    private final double[][] within = new double[clusters.count()][];

    Oracle(double[] h) {
      this.h = h;
      this.head = softmax(h, "W", "b");
      for (int c = 0; c < within.length; c++) {
        INDArray projection = parameters.get("P" + (c + 1));
        narrow[c] = new double[projection.rows()];
        for (int i = 0; i < narrow[c].length; i++) {
          for (int k = 0; k < h.length; k++) {
            narrow[c][i] += projection.getDouble(i, k) * h[k];
          }
        }
        within[c] = softmax(narrow[c], "W" + (c + 1), "b" + (c + 1));
      }
    }

    private double[] softmax(double[] features, String weights, String bias) {
      INDArray w = parameters.get(weights);
      double[] p = new double[w.columns()];
      double sum = 0;
      for (int entry = 0; entry < p.length; entry++) {
        double score = parameters.get(bias).getDouble(entry, 0);
        for (int k = 0; k < features.length; k++) {
          score += w.getDouble(k, entry) * features[k];
        }
        p[entry] = Math.exp(score);
        sum += p[entry];
      }
      for (int entry = 0; entry < p.length; entry++) {
        p[entry] /= sum;
      }
      return p;
    }

    double[] probabilities() {
      double[] p = Arrays.copyOf(head, WORDS);
      for (int word = clusters.shortlist(); word < WORDS; word++) {
        int c = word < 18 ? 0 : 1;
        p[word] = head[6 + c] * within[c][word - (c == 0 ? 6 : 18)];
      }
      return p;
    }

    void addGradient(int word, double factor, Map<String, double[][]> into, double[] ofH) {
      int c = word < 6 ? -1 : word < 18 ? 0 : 1;
      add(head, c < 0 ? word : 6 + c, factor, h, "W", "b", into, ofH);
      if (c >= 0) {
        double[] ofNarrow = new double[narrow[c].length];
        int entry = word - (c == 0 ? 6 : 18);
        add(within[c], entry, factor, narrow[c], "W" + (c + 1), "b" + (c + 1), into, ofNarrow);
        INDArray projection = parameters.get("P" + (c + 1));
        for (int i = 0; i < ofNarrow.length; i++) {
          for (int k = 0; k < h.length; k++) {
            into.get("P" + (c + 1))[i][k] += ofNarrow[i] * h[k];
            ofH[k] += projection.getDouble(i, k) * ofNarrow[i];
          }
        }
      }
    }

    /** The gradient of one cross-entropy: by score, probability less one for the label. */
    private void add(
        double[] p,
        int label,
        double factor,
        double[] features,
        String weights,
        String bias,
        Map<String, double[][]> into,
        double[] ofFeatures) {
      for (int entry = 0; entry < p.length; entry++) {
        double ofScore = factor * (p[entry] - (entry == label ? 1 : 0));
        into.get(bias)[entry][0] += ofScore;
        for (int k = 0; k < features.length; k++) {
          into.get(weights)[k][entry] += ofScore * features[k];
          ofFeatures[k] += ofScore * parameters.get(weights).getDouble(k, entry);
        }
      }
    }
  }
}
