package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Gradient descent on the smallest network there is: one neuron, one weight, no bias, so that its
 * loss is a curve one can draw.
 *
 * <pre>{@code
 * y_i = f(w x_i)        L(w) = mean over i of (y_i - t_i)^2
 * w  <-  w - n dL/dw    n: the learning rate
 * }</pre>
 *
 * <p>Loss and slope at a weight are those of Deeplearning4j's forward and backward pass at that
 * weight, in double precision. Calls are made one after the other; each takes microseconds.
 */
public final class Descent {
  /** Points of a drawn curve. */
  private static final int POINTS = 161;

  /** A weight beyond this has left every picture: it is not followed further. */
  private static final double FAR = 1e6;

  /**
   * What the neuron is to learn, and with it the shape of the loss.
   *
   * <p>With a sigmoid and squared error the loss of a single neuron can have very many minima
   * (Auer, Herbster and Warmuth 1996, "Exponentially many local minima for single neurons"); two
   * examples of unlike size are enough for two.
   */
  public enum Curve {
    /** A straight line through one example: the parabola (w - 2)^2. */
    VALLEY(Activation.IDENTITY, -3, 7, new double[][] {{1, 2}}),

    /** A sigmoid neuron. Where it is saturated on the wrong side, its loss is high and flat. */
    PLATEAU(Activation.SIGMOID, -10, 10, new double[][] {{1, 0.9}}),

    /** A sigmoid neuron whose examples, three alike and one large, want different weights. */
    TWO_MINIMA(Activation.SIGMOID, -3, 6, new double[][] {{1, 0.9}, {1, 0.9}, {1, 0.9}, {8, 0.2}});

    private final Activation activation;
    private final double from;
    private final double to;
    private final double[][] examples;

    Curve(Activation activation, double from, double to, double[][] examples) {
      this.activation = activation;
      this.from = from;
      this.to = to;
      this.examples = examples;
    }

    /** Such as {@code two-minima}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param slope dL/dw
   */
  public record Point(double weight, double loss, double slope) {}

  /**
   * A curve as it is drawn.
   *
   * @param activation of the neuron: {@code identity} or {@code sigmoid}
   * @param examples input and target of each
   */
  public record Picture(
      Curve curve, String activation, List<List<Double>> examples, List<Point> points) {}

  /**
   * @param change what the next update adds to the weight, -n dL/dw
   */
  public record Step(double weight, double loss, double slope, double change) {}

  /**
   * @param steps the start and every weight after it; fewer than asked for when it escaped
   * @param escaped whether the weight grew beyond all bounds
   */
  public record Path(Curve curve, double rate, List<Step> steps, boolean escaped) {}

  private final Curve curve;
  private final MultiLayerNetwork neuron;
  private final INDArray inputs; // [examples, 1]
  private final INDArray targets; // [examples, 1]

  public Descent(Curve curve) {
    this.curve = curve;
    this.neuron =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .hasBias(false)
                        .activation(curve.activation)
                        .build())
                .build());
    neuron.init();
    int count = curve.examples.length;
    this.inputs = Nd4j.create(DataType.DOUBLE, count, 1);
    this.targets = Nd4j.create(DataType.DOUBLE, count, 1);
    for (int i = 0; i < count; i++) {
      inputs.putScalar(i, 0, curve.examples[i][0]);
      targets.putScalar(i, 0, curve.examples[i][1]);
    }
  }

  /** Loss and slope at one weight: a forward and a backward pass. */
  public synchronized Point at(double weight) {
    neuron.params().assign(weight);
    neuron.setInput(inputs);
    neuron.setLabels(targets);
    neuron.computeGradientAndScore();
    // Deeplearning4j's gradient is the sum over the examples; its score is the mean.
    double slope = neuron.gradient().gradient().sumNumber().doubleValue() / inputs.rows();
    return new Point(weight, neuron.score(), slope);
  }

  /** The curve, where there is something to see. */
  public Picture picture() {
    List<Point> points = new ArrayList<>(POINTS);
    for (int i = 0; i < POINTS; i++) {
      points.add(at(curve.from + (curve.to - curve.from) * i / (POINTS - 1)));
    }
    List<List<Double>> examples = new ArrayList<>();
    for (double[] example : curve.examples) {
      examples.add(List.of(example[0], example[1]));
    }
    return new Picture(
        curve, curve.activation.name().toLowerCase(Locale.ROOT), examples, List.copyOf(points));
  }

  /**
   * Goes down the slope.
   *
   * @param weight where it starts
   * @param rate n, above 0
   * @param count of updates
   */
  public Path descend(double weight, double rate, int count) {
    List<Step> steps = new ArrayList<>(count + 1);
    double now = weight;
    while (steps.size() <= count && Math.abs(now) <= FAR) {
      Point point = at(now);
      double change = -rate * point.slope();
      steps.add(new Step(now, point.loss(), point.slope(), change));
      now += change;
    }
    return new Path(curve, rate, List.copyOf(steps), steps.size() <= count);
  }
}
