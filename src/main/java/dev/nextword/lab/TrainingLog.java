package dev.nextword.lab;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Doctor} reads: any training, as far as it has been measured.
 *
 * @param depth whether the places of a gradient are layers; else they are time steps
 * @param rectified whether its units are rectifiers
 * @param learned the accuracy from which on its task counts as learned
 * @param clip largest norm of the whole gradient; 0 for none
 * @param points in order, at least one
 * @param trouble the first number that is not finite, if there was one
 */
record TrainingLog(
    boolean depth,
    boolean rectified,
    double learned,
    double clip,
    List<Point> points,
    @Nullable Trouble trouble) {
  /**
   * One measurement. Arrays by layer or time step, the one that is farthest from the loss first;
   * empty where there is nothing to tell.
   *
   * @param gradient norms of it at the hidden layers, or at the steps
   * @param weight norms of the weights
   * @param dead share of units
   * @param saturated share of units
   * @param gradientNorm of the whole, before clipping
   */
  record Point(
      int update,
      double loss,
      double accuracy,
      double[] gradient,
      double[] updateRatio,
      double[] weight,
      double[] dead,
      double[] saturated,
      double gradientNorm,
      boolean clipped) {}

  static TrainingLog of(DepthSettings settings, List<DepthStep> log, @Nullable Trouble trouble) {
    return new TrainingLog(
        true,
        settings.activation() == Activation.RELU,
        settings.task().learned(),
        settings.clip(),
        log.stream()
            .map(
                step ->
                    new Point(
                        step.update(),
                        step.loss(),
                        step.accuracy(),
                        hidden(step.gradient()),
                        hidden(step.updateRatio()),
                        hidden(step.weight()),
                        hidden(step.dead()),
                        hidden(step.saturated()),
                        step.gradientNorm(),
                        step.clipped()))
            .toList(),
        trouble);
  }

  static TrainingLog of(TimeSettings settings, List<TimeStep> log, @Nullable Trouble trouble) {
    return new TrainingLog(
        false,
        settings.cell().isRectified(),
        settings.task().learned(),
        settings.clip(),
        log.stream()
            .map(
                step ->
                    new Point(
                        step.update(),
                        step.loss(),
                        step.accuracy(),
                        step.gradient(),
                        new double[] {step.updateRatio()},
                        new double[] {step.weight()},
                        new double[0],
                        step.saturated() == null ? new double[0] : step.saturated(),
                        step.gradientNorm(),
                        step.clipped()))
            .toList(),
        trouble);
  }

  /** Without the output layer. */
  private static double[] hidden(double[] byLayer) {
    return Arrays.copyOf(byLayer, byLayer.length - 1);
  }

  Point first() {
    return points.get(0);
  }

  Point last() {
    return points.get(points.size() - 1);
  }
}
