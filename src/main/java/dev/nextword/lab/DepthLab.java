package dev.nextword.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A feed-forward network of many layers that is trained while it is watched: what reaches the first
 * layer of the gradient that the last one gets (Hochreiter 1991; Glorot and Bengio 2010,
 * "Understanding the difficulty of training deep feedforward neural networks").
 *
 * <p>All in double precision: fifty sigmoid layers leave 1e-40 of a gradient, which single
 * precision cannot say.
 */
public final class DepthLab {
  private final DepthSettings settings;
  private final Examples examples;
  private final ComputationGraph network;
  private final GraphTraining training;
  private final List<String> layers;

  public DepthLab(DepthSettings settings) {
    this.settings = settings;
    this.examples = settings.task().examples(settings.seed());
    this.network = DepthGraph.create(settings, examples.inputs()[0].length, examples.count());
    this.training = new GraphTraining(network, settings.clip());
    this.layers = DepthGraph.weighted(settings);
  }

  /** The network, as far as it is trained. */
  ComputationGraph network() {
    return network;
  }

  /** Trains; returns when all updates are made, a number is not finite, or the watcher is tired. */
  public void run(Watcher watcher) {
    LabClock clock = new LabClock(settings.updates());
    watcher.see(description());
    if (settings.pretraining() > 0) {
      new Pretraining(settings, network, examples.allInputs()).run(watcher, clock);
    }
    Random random = new Random(settings.seed());
    INDArray all = examples.allInputs();
    INDArray labels = examples.allLabels();
    List<DepthStep> log = new ArrayList<>();
    Trouble trouble = null;
    for (int update = 0; !watcher.isTired(); update++) {
      Examples batch = examples.draw(settings.batch(), random);
      keepGradients(clock.measuresAt(update));
      double loss = training.backward(batch.allInputs(), batch.allLabels());
      double norm = training.norm();
      if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
        keepGradients(true);
        training.backward(batch.allInputs(), batch.allLabels()); // once more, to see where
        trouble = trouble(batch, loss, norm);
      }
      boolean measured = clock.measuresAt(update) || trouble != null;
      Seen seen = measured ? Seen.of(this, all, labels) : null;
      boolean clipped = training.clip(norm);
      training.prepare();
      if (seen != null) {
        DepthStep step = step(seen, norm, clipped, clock);
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

  private void keepGradients(boolean keep) {
    for (int layer = 1; layer <= settings.layers(); layer++) {
      GradientTap.keep(network, "tap" + layer, keep);
    }
  }

  private DepthNetwork description() {
    List<DepthNetwork.Layer> described = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean output = i == layers.size() - 1;
      INDArray weights = DepthGraph.weights(network, layers.get(i));
      described.add(
          new DepthNetwork.Layer(
              output ? "output" : "hidden " + (i + 1),
              weights.rows(),
              weights.columns(),
              output
                  ? network.getLayer("output").numParams()
                  : DepthGraph.parameters(network, i + 1)));
    }
    return new DepthNetwork(
        "depth",
        network.numParams(),
        examples.count(),
        examples.classes().length,
        examples.chance(),
        settings.task().learned(),
        described);
  }

  /** What is known of a network between its backward pass and its update. */
  private record Seen(
      double loss,
      double accuracy,
      double[] gradient,
      double[] activationGradient,
      LayerActivations activations) {
    static Seen of(DepthLab lab, INDArray inputs, INDArray labels) {
      // as one batch: batch normalisation takes the statistics of what it sees, as in training
      double[] gradient = lab.each(name -> lab.training.norm(name + "_W"));
      double[] ofActivations = new double[lab.layers.size()];
      for (int i = 0; i < ofActivations.length - 1; i++) {
        INDArray tapped = GradientTap.gradient(lab.network, "tap" + (i + 1));
        ofActivations[i] = tapped.norm2Number().doubleValue() / lab.settings.batch();
      }
      ofActivations[ofActivations.length - 1] = Double.NaN; // the output is where the loss begins
      Map<String, INDArray> forward = DepthGraph.forward(lab.network, inputs);
      LayerActivations activations =
          LayerActivations.of(forward, lab.network, lab.settings.activation());
      INDArray output = forward.get("output");
      return new Seen(
          Scores.crossEntropy(output, labels),
          Scores.accuracy(output, labels),
          gradient,
          ofActivations,
          activations);
    }
  }

  private double[] each(ToDoubleFunction<String> figure) {
    return layers.stream().mapToDouble(figure).toArray();
  }

  private DepthStep step(Seen seen, double norm, boolean clipped, LabClock clock) {
    double[] weight = each(name -> norm(DepthGraph.weights(network, name)));
    double[] ratio = each(name -> training.change(name + "_W"));
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] /= weight[i];
    }
    LayerActivations active = seen.activations;
    return new DepthStep(
        training.updates(),
        seen.loss,
        seen.accuracy,
        clock.millis(),
        seen.gradient,
        seen.activationGradient,
        ratio,
        weight,
        active.mean(),
        active.deviation(),
        active.dead(),
        active.saturated(),
        norm,
        clipped);
  }

  private static double norm(INDArray array) {
    return array.norm2Number().doubleValue();
  }

  /** Where the first number arose that is not finite: forward first, then on the way back. */
  private Trouble trouble(Examples batch, double loss, double gradientNorm) {
    NotFinite search = new NotFinite(training.updates());
    for (int i = 0; i < layers.size(); i++) {
      if (search.in("weight", i + 1, name(i), DepthGraph.weights(network, layers.get(i)))) {
        return search.found();
      }
    }
    Map<String, INDArray> forward = DepthGraph.forward(network, batch.allInputs());
    for (int i = 0; i < layers.size(); i++) {
      String at = i == layers.size() - 1 ? "output" : "tap" + (i + 1);
      if (search.in("activation", i + 1, name(i), forward.get(at))) {
        return search.found();
      }
    }
    if (!Double.isFinite(loss)) {
      return search.loss(loss);
    }
    for (int i = layers.size() - 2; i >= 0; i--) {
      INDArray tapped = GradientTap.gradient(network, "tap" + (i + 1));
      if (search.in("gradient", i + 1, name(i), tapped)) {
        return search.found();
      }
    }
    return search.gradient(gradientNorm);
  }

  private String name(int layer) {
    return layer == layers.size() - 1 ? "the output layer" : "hidden layer " + (layer + 1);
  }

  private void finish(
      Watcher watcher, List<DepthStep> log, @Nullable Trouble trouble, LabClock clock) {
    if (trouble != null) {
      watcher.see(trouble);
    }
    DepthStep last = log.get(log.size() - 1);
    watcher.see(
        new Finished(
            last.update(),
            last.loss(),
            last.accuracy(),
            LearnedAt.of(log, DepthStep::update, DepthStep::accuracy, settings.task().learned()),
            trouble != null,
            clock.millis(),
            Doctor.read(TrainingLog.of(settings, log, trouble)).signs()));
  }
}
