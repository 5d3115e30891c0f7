package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class DepthLabTest {
  /** First hidden layer's share of the last hidden layer's gradient, before the first update. */
  private static double firstOverLast(Object... settings) {
    Log log = Log.ofDepth(settings);
    double[] gradient = log.all(DepthStep.class).get(0).gradient();
    return gradient[0] / gradient[gradient.length - 2];
  }

  @Test
  void thirtySigmoidLayersLeaveNothingOfTheGradient() {
    assertTrue(firstOverLast("updates", 1) < 1e-12);
  }

  @Test
  void theKnownRemediesLeaveMuchOfIt() {
    assertTrue(firstOverLast("updates", 1, "activation", "relu", "initialisation", "he") > 1e-2);
    assertTrue(firstOverLast("updates", 1, "residual", true) > 1e-2);
    assertTrue(firstOverLast("updates", 1, "normalisation", "batch") > 1e-2);
    assertTrue(firstOverLast("updates", 1, "normalisation", "layer", "activation", "tanh") > 1e-2);
  }

  /** The one check that finds a wrong sum, a wrong factor and a wrong place. */
  @ParameterizedTest
  @CsvSource({
    "sigmoid,none,false",
    "tanh,layer,true",
    "relu,none,true",
    "prelu,none,false",
    "elu,batch,true",
    "selu,none,false",
    "leaky-relu,none,false"
  })
  void gradientsAgreeWithFiniteDifferences(
      String activation, String normalisation, boolean residual) {
    DepthSettings settings =
        DepthSettings.of(
            Log.json(
                "layers",
                4,
                "width",
                5,
                "activation",
                activation,
                "normalisation",
                normalisation,
                "residual",
                residual));
    Examples batch = settings.task().examples(1).draw(7, new Random(2));
    ComputationGraph network = DepthGraph.create(settings, 2, 2);
    GraphTraining training = new GraphTraining(network, 0);
    INDArray inputs = batch.allInputs();
    INDArray labels = batch.allLabels();
    training.backward(inputs, labels);
    for (String layer : DepthGraph.weighted(settings)) {
      INDArray weights = DepthGraph.weights(network, layer);
      double squares = 0;
      for (int i = 0; i < weights.length(); i++) {
        double slope = slope(training, inputs, labels, weights, i);
        squares += slope * slope;
      }
      training.backward(inputs, labels);
      double norm = training.norm(layer + "_W");
      assertEquals(Math.sqrt(squares), norm, 1e-6 * Math.max(1e-3, norm), layer);
    }
  }

  private static double slope(
      GraphTraining training, INDArray inputs, INDArray labels, INDArray weights, int index) {
    double step = 1e-6;
    int[] at = {index / (int) weights.columns(), index % (int) weights.columns()};
    double value = weights.getDouble(at);
    weights.putScalar(at, value + step);
    double above = training.backward(inputs, labels);
    weights.putScalar(at, value - step);
    double below = training.backward(inputs, labels);
    weights.putScalar(at, value);
    return (above - below) / (2 * step);
  }

  /** The tap's gradient, times the slope and what the layer has read, is the gradient of W. */
  @Test
  void theTapKeepsTheGradientOfTheLayersActivations() {
    DepthSettings settings =
        DepthSettings.of(Log.json("layers", 2, "width", 3, "activation", "tanh"));
    Examples batch = settings.task().examples(1).draw(5, new Random(2));
    ComputationGraph network = DepthGraph.create(settings, 2, 2);
    GraphTraining training = new GraphTraining(network, 0);
    GradientTap.keep(network, "tap2", true);
    training.backward(batch.allInputs(), batch.allLabels());
    INDArray ofActivations = GradientTap.gradient(network, "tap2");
    var forward = DepthGraph.forward(network, batch.allInputs());
    INDArray h = forward.get("dense2");
    INDArray slope = h.mul(h).rsubi(1);
    INDArray byHand = forward.get("tap1").transpose().mmul(ofActivations.mul(slope)).divi(5);
    assertEquals(byHand.norm2Number().doubleValue(), training.norm("dense2_W"), 1e-12);
  }

  @Test
  void aClippedGradientIsAsLongAsTheClip() {
    DepthSettings settings = DepthSettings.of(Log.json("layers", 2, "normalisation", "batch"));
    Examples batch = settings.task().examples(1).draw(5, new Random(2));
    GraphTraining training = new GraphTraining(DepthGraph.create(settings, 2, 2), 0.01);
    training.backward(batch.allInputs(), batch.allLabels());
    assertTrue(training.clip(training.norm()));
    assertEquals(0.01, training.norm(), 1e-12);
    assertFalse(training.clip(training.norm() * 0.999));
  }

  @Test
  void anUpdateByStagesIsThatOfFit() {
    DepthSettings settings =
        DepthSettings.of(
            Log.json(
                "layers", 3, "optimiser", "adam", "normalisation", "batch", "learningRate", 0.01));
    Examples batch = settings.task().examples(1).draw(6, new Random(2));
    INDArray[] inputs = {batch.allInputs()};
    INDArray[] labels = {batch.allLabels()};
    ComputationGraph fitted = DepthGraph.create(settings, 2, 2);
    ComputationGraph staged = DepthGraph.create(settings, 2, 2);
    GraphTraining training = new GraphTraining(staged, 0);
    for (int update = 0; update < 3; update++) {
      fitted.fit(inputs, labels);
      training.backward(inputs[0], labels[0]);
      training.prepare();
      training.apply();
    }
    INDArray difference = fitted.params().reshape(-1).sub(staged.params().reshape(-1));
    assertEquals(0, difference.norm2Number().doubleValue(), 1e-12);
  }

  @Test
  void itLearnsAndSaysWhen() {
    Log log =
        Log.ofDepth(
            "layers",
            3,
            "activation",
            "tanh",
            "optimiser",
            "adam",
            "learningRate",
            0.03,
            "updates",
            80);
    Finished end = log.last(Finished.class);
    assertTrue(end.accuracy() >= 0.95, end.toString());
    assertTrue(end.learnedAt() != null && end.learnedAt() <= 60);
    assertEquals(List.of(), end.signs());
    DepthNetwork network = log.last(DepthNetwork.class);
    assertEquals(4, network.layers().size());
    assertEquals(
        network.parameters(),
        network.layers().stream().mapToLong(DepthNetwork.Layer::parameters).sum());
  }

  @Test
  void theInsuranceDataAreATaskToo() {
    Examples examples = DepthTask.INSURANCE.examples(1);
    assertEquals(4, examples.inputs()[0].length);
    assertTrue(examples.chance() > 0.5 && examples.chance() < 0.85, "" + examples.chance());
    DepthStep start =
        Log.ofDepth("task", "insurance", "layers", 2, "updates", 1).last(DepthStep.class);
    assertEquals(3, start.gradient().length);
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherOneAnother() {
    assertEquals(lossAfterFive(1), lossAfterFive(1));
    assertNotEquals(lossAfterFive(1), lossAfterFive(2));
  }

  private static double lossAfterFive(int seed) {
    return Log.ofDepth("layers", 2, "updates", 5, "seed", seed).last(Finished.class).loss();
  }

  @Test
  void whatIsNotANumberIsNamedWhereItArises() {
    Log log =
        Log.ofDepth(
            "layers",
            6,
            "activation",
            "relu",
            "initialisation",
            "large",
            "learningRate",
            100,
            "updates",
            40);
    Trouble trouble = log.last(Trouble.class);
    assertTrue(trouble.layer() == null || trouble.layer() <= 7);
    assertTrue(trouble.update() < 40);
    assertTrue(log.last(Finished.class).diverged());
    assertEquals(Sign.NOT_FINITE, log.last(Finished.class).signs().get(0).sign());
  }

  @Test
  void preTrainingTrainsEachLayerAlone() {
    Log log = Log.ofDepth("layers", 3, "pretraining", 20, "updates", 1);
    List<Pretrained> layers = log.all(Pretrained.class);
    assertEquals(List.of(1, 2, 3), layers.stream().map(Pretrained::layer).toList());
    layers.forEach(one -> assertTrue(one.lossAfter() < one.lossBefore(), one.toString()));
  }

  @Test
  void whoIsTiredIsToldNothingMore() {
    Log seen = new Log();
    new DepthLab(DepthSettings.of(Log.json("layers", 2)))
        .run(
            new Watcher() {
              @Override
              public void see(LabEvent event) {
                seen.see(event);
              }

              @Override
              public boolean isTired() {
                return seen.all(DepthStep.class).size() == 2;
              }
            });
    assertEquals(2, seen.all(DepthStep.class).size());
    assertEquals(0, seen.all(Finished.class).size());
  }

  @Test
  void settingsThatCannotBeHadAreNamed() {
    assertEquals("layers", refused("layers", 101).field());
    assertEquals("bad_value", refused("activation", "swish").code());
    assertEquals("wrong_type", refused("residual", "yes").code());
    assertEquals("unknown_field", refused("leyers", 5).code());
    assertEquals("too_large", refused("layers", 100, "updates", 2_000).code());
    assertTrue(refused("clip", -1).getMessage().contains("from 0 to 1000"));
  }

  private static SettingException refused(Object... settings) {
    return assertThrows(SettingException.class, () -> DepthSettings.of(Log.json(settings)));
  }
}
