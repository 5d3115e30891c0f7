package dev.nextword.lab;

import dev.nextword.network.RecurrentLayer;
import dev.nextword.network.SingularValues;
import dev.nextword.network.StepTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent network that is trained while it is watched: what reaches the first steps of the
 * gradient that the last one gets (Bengio, Simard and Frasconi 1994; Pascanu, Mikolov and Bengio
 * 2013). The loss is that of the last step alone, so that all of it has to come through time.
 */
public final class TimeLab {
  /** Sequences kept for testing, about. */
  private static final int TESTED = 96;

  private final TimeSettings settings;
  private final TimeTask task;
  private final ComputationGraph network;
  private final GraphTraining training;
  private final Random random;
  private final List<Sequences> tests;
  private final Sequences.Sequence example;

  public TimeLab(TimeSettings settings) {
    this.settings = settings;
    this.task = settings.task();
    this.network = TimeGraph.create(settings);
    this.training = new GraphTraining(network, settings.clip());
    this.random = new Random(settings.seed());
    int batch = settings.batch();
    int tested = (TESTED + batch - 1) / batch * batch;
    // in batches of the size trained with: the layer keeps its arrays for one size
    this.tests = task.draw(tested, settings.length(), random).inBatches(batch);
    this.example = tests.get(0).all().get(0);
  }

  /** The network, as far as it is trained. */
  ComputationGraph network() {
    return network;
  }

  private RecurrentLayer recurrent() {
    return TimeGraph.recurrent(network);
  }

  /** Trains; returns when all updates are made, a number is not finite, or the watcher is tired. */
  public void run(Watcher watcher) {
    LabClock clock = new LabClock(settings.updates());
    watcher.see(description());
    List<TimeStep> log = new ArrayList<>();
    for (int update = 0; !watcher.isTired(); update++) {
      Sequences batch = task.draw(settings.batch(), settings.length(), random);
      boolean measured = clock.measuresAt(update);
      double loss = training.backward(batch.inputs(), batch.answers());
      double norm = training.norm();
      Trouble trouble = null;
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        trouble = trouble(batch, loss, norm);
        measured = true;
      }
      Seen seen = measured ? see() : null;
      boolean clipped = training.clip(norm);
      training.prepare();
      if (seen != null) {
        TimeStep step = step(seen, norm, clipped, clock);
        log.add(step);
        watcher.see(step);
      }
      if (trouble != null || update == settings.updates()) {
        finish(watcher, log, trouble, clock);
        return;
      }
      training.apply();
    }
  }

  private TimeNetwork description() {
    return new TimeNetwork(
        "time",
        network.numParams(),
        task.classes(),
        task.chance(),
        task.learned(),
        new TimeNetwork.Example(example.tokens(), example.target()),
        spectra());
  }

  /** Singular values of each gate's recurrent matrix. */
  private List<TimeNetwork.Spectrum> spectra() {
    double[][] all = Numbers.rows(recurrent().getParam("RW")); // gate beside gate
    int hidden = settings.hidden();
    List<TimeNetwork.Spectrum> spectra = new ArrayList<>();
    String[] gates = settings.cell().gates();
    for (int g = 0; g < gates.length; g++) {
      double[][] matrix = new double[hidden][];
      for (int i = 0; i < hidden; i++) {
        matrix[i] = Arrays.copyOfRange(all[i], g * hidden, (g + 1) * hidden);
      }
      spectra.add(new TimeNetwork.Spectrum(gates[g], SingularValues.all(matrix)));
    }
    return spectra;
  }

  /** What is known of a network between its backward pass and its update. */
  private record Seen(
      double[] gradient,
      double @Nullable [] cellGradient,
      double recurrentGradient,
      double loss,
      double accuracy,
      StepTrace trace) {}

  /** First what the backward pass has left behind: the forward passes that follow overwrite it. */
  private Seen see() {
    double[] gradient = means(recurrent().hiddenGradientNorms());
    double[][] ofCell = recurrent().memoryGradientNorms();
    double recurrentGradient = training.norm(TimeGraph.RECURRENT + "_RW");
    double loss = 0;
    double right = 0;
    for (Sequences test : tests) {
      INDArray answers = test.answers();
      INDArray said = network.output(false, test.inputs())[0];
      loss +=
          task.isSum() ? Scores.squaredError(said, answers) : Scores.crossEntropy(said, answers);
      right +=
          task.isSum() ? Scores.near(said, answers, TimeTask.NEAR) : Scores.accuracy(said, answers);
    }
    StepTrace trace = new StepTrace(recurrent(), new Sequences(List.of(example)).inputs());
    return new Seen(
        gradient,
        ofCell == null ? null : means(ofCell),
        recurrentGradient,
        loss / tests.size(),
        right / tests.size(),
        trace);
  }

  private static double[] means(double[][] byStepAndExample) {
    return Arrays.stream(byStepAndExample)
        .mapToDouble(examples -> Arrays.stream(examples).average().orElse(Double.NaN))
        .toArray();
  }

  private TimeStep step(Seen seen, double norm, boolean clipped, LabClock clock) {
    double weight = recurrent().getParam("RW").norm2Number().doubleValue();
    int time = settings.length();
    double[] size = new double[time];
    double[] flat = new double[time];
    for (int t = 0; t < time; t++) {
      double[] h = seen.trace.hidden(t);
      size[t] = Numbers.norm(h) / Math.sqrt(h.length);
      flat[t] = settings.cell().flatShare(h);
    }
    return new TimeStep(
        training.updates(),
        seen.loss,
        seen.accuracy,
        clock.millis(),
        seen.gradient,
        seen.cellGradient,
        seen.trace.products(),
        seen.trace.factors(),
        spectra(),
        size,
        settings.cell().canBeFlat() ? flat : null,
        gates(seen.trace.gateMeans()),
        TimeStep.Memory.of(seen.gradient),
        norm,
        seen.recurrentGradient,
        weight,
        training.change(TimeGraph.RECURRENT + "_RW") / weight,
        clipped);
  }

  private static List<TimeStep.GateMeans> gates(Map<String, double[]> means) {
    return means.entrySet().stream()
        .map(gate -> new TimeStep.GateMeans(gate.getKey(), gate.getValue()))
        .toList();
  }

  /** Where the first number arose that is not finite: forward first, then on the way back. */
  private Trouble trouble(Sequences batch, double loss, double gradientNorm) {
    NotFinite search = new NotFinite(training.updates());
    if (search.in("weight", 1, "the recurrent layer", recurrent().getParam("RW"))) {
      return search.found();
    }
    double[][] back = recurrent().hiddenGradientNorms();
    Map<String, INDArray> forward =
        network.feedForward(new INDArray[] {batch.inputs()}, false, false);
    INDArray states = forward.get(TimeGraph.RECURRENT);
    for (int t = 0; t < settings.length(); t++) {
      INDArray h = states.tensorAlongDimension(t, 0, 1);
      if (search.in("activation", t + 1, "step " + (t + 1), h)) {
        return search.found();
      }
    }
    if (!Double.isFinite(loss)) {
      return search.loss(loss);
    }
    for (int t = settings.length() - 1; t >= 0; t--) {
      double[] norms = back[t];
      if (Arrays.stream(norms).anyMatch(norm -> !Double.isFinite(norm))) {
        return search.gradientAt(t + 1, "step " + (t + 1), norms);
      }
    }
    return search.gradient(gradientNorm);
  }

  private void finish(
      Watcher watcher, List<TimeStep> log, @Nullable Trouble trouble, LabClock clock) {
    if (trouble != null) {
      watcher.see(trouble);
    }
    TimeStep last = log.get(log.size() - 1);
    watcher.see(
        new Finished(
            last.update(),
            last.loss(),
            last.accuracy(),
            LearnedAt.of(log, TimeStep::update, TimeStep::accuracy, task.learned()),
            trouble != null,
            clock.millis(),
            Doctor.read(TrainingLog.of(settings, log, trouble)).signs()));
  }
}
