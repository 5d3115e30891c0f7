package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.network.StepTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TimeLabTest {
  private static TimeSettings small(LabCell cell, TimeTask task) {
    return TimeSettings.of(
        Log.json("cell", cell.label(), "task", task.label(), "length", 12, "hidden", 5));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithFiniteDifferences(LabCell cell) {
    TimeSettings settings = small(cell, TimeTask.ADDING);
    ComputationGraph network = TimeGraph.create(settings);
    GraphTraining training = new GraphTraining(network, 0);
    Sequences batch = settings.task().draw(3, settings.length(), new Random(2));
    INDArray inputs = batch.inputs();
    INDArray answers = batch.answers();
    for (String name : List.of("W", "RW", "b")) {
      INDArray parameters = TimeGraph.recurrent(network).getParam(name);
      double squares = 0;
      for (long i = 0; i < parameters.rows(); i++) {
        for (long j = 0; j < parameters.columns(); j++) {
          double value = parameters.getDouble(i, j);
          parameters.putScalar(i, j, value + 1e-6);
          double above = training.backward(inputs, answers);
          parameters.putScalar(i, j, value - 1e-6);
          double below = training.backward(inputs, answers);
          parameters.putScalar(i, j, value);
          squares += Math.pow((above - below) / 2e-6, 2);
        }
      }
      training.backward(inputs, answers);
      double norm = training.norm("recurrent_" + name);
      assertEquals(Math.sqrt(squares), norm, 1e-6 * Math.max(1e-2, norm), name);
    }
  }

  /** dL/dh_t = dL/dh_T times the product of the Jacobians between: two ways to one number. */
  @ParameterizedTest
  @EnumSource
  void theGradientAtAStepIsTheLastOneTimesTheJacobiansBetween(LabCell cell) {
    TimeSettings settings = small(cell, TimeTask.FRANCE);
    ComputationGraph network = TimeGraph.create(settings);
    Sequences one = settings.task().draw(1, settings.length(), new Random(2));
    new GraphTraining(network, 0).backward(one.inputs(), one.answers());
    double[][] norms = TimeGraph.recurrent(network).hiddenGradientNorms();
    StepTrace trace = new StepTrace(TimeGraph.recurrent(network), one.inputs());

    INDArray said = network.output(false, one.inputs())[0];
    INDArray ofLogits = said.sub(one.answers());
    INDArray weights = network.getLayer("output").getParam("W");
    double[] gradient = new double[trace.jacobian(0).length];
    System.arraycopy(
        Numbers.flat(ofLogits.mmul(weights.transpose())), 0, gradient, 0, settings.hidden());
    for (int t = settings.length() - 1; t >= 0; t--) {
      double[] ofHidden = Arrays.copyOf(gradient, settings.hidden());
      assertEquals(norms[t][0], Numbers.norm(ofHidden), 1e-9 * norms[t][0] + 1e-15, "step " + t);
      double[] before = new double[gradient.length];
      for (int i = 0; i < gradient.length; i++) {
        for (int j = 0; j < gradient.length; j++) {
          before[j] += gradient[i] * trace.jacobian(t)[i][j];
        }
      }
      gradient = before;
    }
  }

  /** And no product is longer than its factors. */
  @Test
  void productsAreBoundedByTheirFactors() {
    TimeSettings settings = small(LabCell.LSTM, TimeTask.ORDER);
    ComputationGraph network = TimeGraph.create(settings);
    INDArray sequence = settings.task().draw(1, settings.length(), new Random(2)).inputs();
    StepTrace trace = new StepTrace(TimeGraph.recurrent(network), sequence);
    double[] products = trace.products();
    double[] factors = trace.factors();
    assertEquals(1, products[products.length - 1], 1e-12);
    double bound = 1;
    for (int t = products.length - 2; t >= 0; t--) {
      bound *= factors[t + 1];
      assertTrue(products[t] <= bound * (1 + 1e-6), "step " + t);
      assertTrue(products[t] > 0);
    }
  }

  /** The constant error carousel: open for good, dL/dc is the same at every step. */
  @Test
  void anOpenForgetGateKeepsTheGradientAndAClosedOneLosesIt() {
    double[] open = firstCellGradient(10);
    double[] closed = firstCellGradient(-5);
    int last = open.length - 2; // at the last step dL/dc comes from h alone
    assertTrue(open[0] > 0.3 * open[last], open[0] + " of " + open[last]);
    assertTrue(closed[0] < 1e-10 * closed[last]);
  }

  private static double[] firstCellGradient(double forgetBias) {
    double[] gradient =
        Log.ofTime("cell", "lstm", "forgetBias", forgetBias, "length", 30, "updates", 1)
            .last(TimeStep.class)
            .cellGradient();
    assertTrue(gradient != null);
    return gradient;
  }

  @Test
  void aSigmoidNetworkForgetsAndAnOrthogonalOneRemembers() {
    TimeStep sigmoid = first("cell", "sigmoid-rnn");
    TimeStep identity = first("cell", "relu-rnn", "initialisation", "identity");
    assertTrue(sigmoid.gradient()[0] < 1e-20 * sigmoid.gradient()[49]);
    assertTrue(identity.gradient()[0] > 1e-3 * identity.gradient()[49]);
    Double half = sigmoid.memory().half();
    assertTrue(half != null && half < 3, String.valueOf(half));
    assertEquals(1, identity.singularValues().get(0).values()[0], 1e-12);
  }

  private static TimeStep first(Object... settings) {
    Object[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "updates";
    all[settings.length + 1] = 1;
    return Log.ofTime(all).all(TimeStep.class).get(0);
  }

  @Test
  void memoryIsExactWhereTheGradientDecaysEvenly() {
    double[] gradient = new double[40];
    for (int t = 0; t < gradient.length; t++) {
      gradient[t] = Math.pow(0.9, gradient.length - 1 - t);
    }
    TimeStep.Memory memory = TimeStep.Memory.of(gradient);
    assertEquals(Math.log(0.5) / Math.log(0.9), memory.half(), 1e-9);
    assertNull(memory.hundredth()); // 44 steps, and there are 40
    gradient[0] = 1; // far back, something counts after all
    assertNull(TimeStep.Memory.of(gradient).half());
    assertNull(TimeStep.Memory.of(new double[5]).half());
  }

  @Test
  void itLearnsToRememberOverTenSteps() {
    Log log =
        Log.ofTime("cell", "gru", "length", 10, "updates", 80, "hidden", 12, "learningRate", 0.03);
    Finished end = log.last(Finished.class);
    assertTrue(end.accuracy() >= 0.95, end.toString());
    assertEquals(List.of(), end.signs());
    TimeStep step = log.last(TimeStep.class);
    assertEquals(10, step.gradient().length);
    assertEquals(List.of("reset", "update"), step.gates().stream().map(g -> g.name()).toList());
    assertEquals(3, step.singularValues().size());
  }

  @Test
  void tasksAskForWhatStandsFarBack() {
    Random random = new Random(1);
    Sequences.Sequence first = TimeTask.FIRST_SYMBOL.draw(20, random);
    assertEquals(first.target(), first.tokens().get(0));
    Sequences.Sequence sum = TimeTask.ADDING.draw(20, random);
    double marked = 0;
    for (double[] step : sum.steps()) {
      marked += step[0] * step[1];
    }
    assertArrayEquals(new double[] {marked}, sum.answer(), 1e-12);
    assertEquals(2, sum.tokens().stream().filter(token -> token.endsWith("*")).count());
    Sequences.Sequence order = TimeTask.ORDER.draw(50, random);
    assertEquals(
        order.target(),
        String.join("", order.tokens().stream().filter(t -> "XY".contains(t)).toList()));
    Sequences.Sequence france = TimeTask.FRANCE.draw(12, random);
    assertEquals(12, france.tokens().size());
    assertEquals("fluent", france.tokens().get(11));
    assertEquals(TimeTask.FRANCE.features(), france.steps()[0].length);
  }

  @Test
  void anExplodingGradientIsNamedWhereItArises() {
    Log log =
        Log.ofTime(
            "cell",
            "relu-rnn",
            "gain",
            10,
            "length",
            200,
            "hidden",
            32,
            "updates",
            20,
            "learningRate",
            100,
            "optimiser",
            "sgd");
    Trouble trouble = log.last(Trouble.class);
    assertTrue(log.last(Finished.class).diverged());
    assertTrue(trouble.message().length() > 20);
  }

  @Test
  void settingsThatCannotBeHadAreNamed() {
    assertEquals("length", refused("task", "france", "length", 11).field());
    assertEquals("too_large", refused("length", 200, "updates", 2_000).code());
    assertEquals("cell", refused("cell", "rnn2").field());
  }

  private static SettingException refused(Object... settings) {
    return assertThrows(SettingException.class, () -> TimeSettings.of(Log.json(settings)));
  }
}
