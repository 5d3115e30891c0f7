package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against finite differences and dense matrices, in double precision. */
class WordTraceTest {
  private static final int WORDS = 40;
  private static final int EMBEDDING = 5;
  private static final int HIDDEN = 9;
  private static final int TIME = 7;
  private static final double STEP = 1e-5;
  private static final int IN_SHORTLIST = 1;
  private static final int IN_CLUSTER = 30;

  record Case(CellType cell, int layers, int bottleneck, boolean clusters) {
    WordStepper stepper() {
      List<NetworkShape.Recurrent> recurrent = new ArrayList<>();
      for (int l = 0; l < layers; l++) {
        recurrent.add(new NetworkShape.Recurrent(cell, l == 0 ? EMBEDDING : HIDDEN, HIDDEN));
      }
      NetworkShape shape =
          new NetworkShape(
              clusters ? Clusters.ofZipf(WORDS) : Clusters.none(WORDS),
              EMBEDDING,
              recurrent,
              bottleneck);
      Random random = new Random(4);
      float[] weights = new float[(int) shape.parameters()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * 0.4);
      }
      return new WordStepper(shape, FloatBuffer.wrap(weights));
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      if (cell.cell().mixesUnits()) {
        continue; // it says that it cannot be traced
      }
      cases.add(new Case(cell, 1, 0, false));
      cases.add(new Case(cell, 2, 4, true));
    }
    return cases;
  }

  private static int[] ids() {
    return new Random(2).ints(TIME, 0, WORDS).toArray();
  }

  private static List<double[]> vectors(WordStepper stepper) {
    return Arrays.stream(ids()).mapToObj(stepper::vector).toList();
  }

  private static double[][][] zero(Case c) {
    return new double[c.layers][c.cell.cell().states()][HIDDEN];
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itIsTheNetworkThatPredicts(Case c) {
    WordStepper stepper = c.stepper();
    WordStepper.State state = stepper.zero();
    for (int id : ids()) {
      state = stepper.step(state, id);
    }
    float[] expected = stepper.logProbabilities(state);
    double[] traced = new WordTracer(stepper).read(stepper.zero(), ids()).logProbabilities();
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      assertEquals(expected[i], traced[i], 2e-3, "word " + i);
      sum += Math.exp(traced[i]);
    }
    assertEquals(1, sum, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfVectorsEqualFiniteDifferences(Case c) {
    WordStepper stepper = c.stepper();
    WordTracer tracer = new WordTracer(stepper);
    List<double[]> vectors = vectors(stepper);
    for (int word : new int[] {IN_SHORTLIST, IN_CLUSTER}) {
      WordTrace trace = tracer.read(zero(c), vectors);
      double[] analytic = trace.gradients(word).ofVectors();
      for (int t = 0; t < TIME; t++) {
        double[] vector = vectors.get(t);
        double numeric = norm(vector, () -> tracer.read(zero(c), vectors), r -> r.logit(word));
        assertEquals(numeric, analytic[t], 1e-8 + 1e-6 * numeric, "word read at step " + t);
        assertTrue(numeric > 1e-6 || c.cell == CellType.RELU_RNN, "a check of nothing");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfStatesEqualFiniteDifferences(Case c) {
    WordStepper stepper = c.stepper();
    WordTracer tracer = new WordTracer(stepper);
    List<double[]> vectors = vectors(stepper);
    WordTrace trace = tracer.read(zero(c), vectors);
    WordTrace.Gradients analytic = trace.gradients(IN_CLUSTER);
    for (int t = 0; t + 1 < TIME; t++) {
      double[][][] state = trace.state(t);
      List<double[]> rest = vectors.subList(t + 1, TIME);
      for (int s = 0; s < state[0].length; s++) {
        double squares = 0;
        for (double[][] layer : state) {
          double norm =
              norm(
                  layer[s], () -> tracer.read(state, rest), r -> -r.logProbabilities()[IN_CLUSTER]);
          squares += norm * norm;
        }
        double[] norms = s == 0 ? analytic.ofHidden() : analytic.ofCell();
        assertEquals(Math.sqrt(squares), norms[t], 1e-9 + 1e-6 * norms[t], "state " + s);
      }
    }
    if (c.cell != CellType.LSTM) {
      assertNull(analytic.ofCell());
    }
  }

  /** Euclidean norm of the gradient, by central differences. */
  private static double norm(
      double[] variables,
      java.util.function.Supplier<WordTrace> again,
      ToDoubleFunction<WordTrace> value) {
    double squares = 0;
    for (int i = 0; i < variables.length; i++) {
      double at = variables[i];
      variables[i] = at + STEP;
      double above = value.applyAsDouble(again.get());
      variables[i] = at - STEP;
      double below = value.applyAsDouble(again.get());
      variables[i] = at;
      squares += Math.pow((above - below) / (2 * STEP), 2);
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void jacobianNormsEqualThoseOfDenseMatrices(Case c) {
    WordStepper stepper = c.stepper();
    WordTracer tracer = new WordTracer(stepper);
    List<double[]> vectors = vectors(stepper);
    WordTrace trace = tracer.read(zero(c), vectors);
    double[] norms = trace.jacobianNorms(IN_SHORTLIST);
    assertEquals(TIME, norms.length);
    assertEquals(1, norms[0]);
    for (int lag = 1; lag < TIME; lag++) {
      double[][][] state = trace.state(TIME - 1 - lag);
      List<double[]> rest = vectors.subList(TIME - lag, TIME);
      List<double[]> columns = new ArrayList<>(); // d h_T / d each number of the state
      for (double[][] layer : state) {
        for (double[] part : layer) {
          for (int j = 0; j < HIDDEN; j++) {
            double at = part[j];
            part[j] = at + STEP;
            double[] above = last(tracer.read(state, rest), lag);
            part[j] = at - STEP;
            double[] below = last(tracer.read(state, rest), lag);
            part[j] = at;
            columns.add(
                IntStream.range(0, HIDDEN)
                    .mapToDouble(i -> (above[i] - below[i]) / (2 * STEP))
                    .toArray());
          }
        }
      }
      double expected = spectralNorm(columns);
      assertEquals(expected, norms[lag], 1e-9 + 0.01 * expected, "lag " + lag);
    }
  }

  private static double[] last(WordTrace trace, int steps) {
    double[][][] state = trace.state(steps - 1);
    return state[state.length - 1][0];
  }

  /** By plain power iteration. */
  private static double spectralNorm(List<double[]> columns) {
    double[] u = new Random(8).doubles(columns.get(0).length, 0.5, 1).toArray();
    double norm = 0;
    for (int pass = 0; pass < 3_000; pass++) {
      double[] next = new double[u.length];
      for (double[] column : columns) {
        double share = dot(column, u);
        for (int i = 0; i < u.length; i++) {
          next[i] += share * column[i];
        }
      }
      norm = Math.sqrt(dot(next, next));
      if (norm == 0) {
        return 0;
      }
      for (int i = 0; i < u.length; i++) {
        u[i] = next[i] / norm;
      }
    }
    return Math.sqrt(norm);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gatesAreBetweenNothingAndEverything(Case c) {
    WordStepper stepper = c.stepper();
    WordTrace trace = new WordTracer(stepper).read(stepper.zero(), ids());
    List<String> names = trace.gates().stream().map(WordTrace.GateValues::name).toList();
    List<String> ofLayer =
        switch (c.cell) {
          case LSTM -> List.of("input", "forget", "output");
          case GRU -> List.of("reset", "update");
          default -> List.of();
        };
    assertEquals(c.layers * ofLayer.size(), names.size());
    assertEquals(ofLayer, names.subList(0, ofLayer.size()));
    for (WordTrace.GateValues gate : trace.gates()) {
      assertEquals(gate.name().equals("forget") || gate.name().equals("update"), gate.keeps());
      assertEquals(TIME, gate.values().length);
      for (double[] values : gate.values()) {
        assertEquals(HIDDEN, values.length);
        assertTrue(Arrays.stream(values).allMatch(value -> value > 0 && value < 1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameTextGivesTheSameToTheBit(Case c) {
    WordStepper stepper = c.stepper();
    WordTracer tracer = new WordTracer(stepper);
    assertArrayEquals(
        tracer.read(stepper.zero(), ids()).jacobianNorms(IN_CLUSTER),
        tracer.read(stepper.zero(), ids()).jacobianNorms(IN_CLUSTER));
  }
}
