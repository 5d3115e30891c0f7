package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of a recurrent network between two updates. Arrays by time step, the first one
 * first. Norms are Euclidean; s is all that is carried from step to step: h, for the LSTM c too.
 *
 * @param update how many updates have been made
 * @param loss over the sequences kept for testing: cross-entropy in nats, or squared error
 * @param accuracy over the same
 * @param millis since the run began
 * @param gradient mean over the batch of the norm of dL/dh_t, L the loss after the last step
 * @param cellGradient the same of dL/dc_t; LSTM alone
 * @param jacobian spectral norm of d h_T / d s_t, of the example; 1 at the last step
 * @param factor spectral norm of d s_t / d s_t-1, of the example; NaN at the first step
 * @param singularValues of the recurrent matrix of each gate
 * @param hidden root mean square of h_t, of the example
 * @param saturated share of the example's units whose slope is below {@link Activation#FLAT}; cells
 *     of one activation that can be flat
 * @param gates means over the units, of the example
 * @param memory how far back the gradient reaches
 * @param gradientNorm of all parameters together, before clipping
 * @param recurrentGradient norm of dL/dR
 * @param weight norm of R
 * @param updateRatio norm of the next change of R over that of R
 * @param clipped whether the next update is made from a shortened gradient
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimeStep(
    int update,
    double loss,
    double accuracy,
    long millis,
    double[] gradient,
    double @Nullable [] cellGradient,
    double[] jacobian,
    double[] factor,
    List<TimeNetwork.Spectrum> singularValues,
    double[] hidden,
    double @Nullable [] saturated,
    List<GateMeans> gates,
    Memory memory,
    double gradientNorm,
    double recurrentGradient,
    double weight,
    double updateRatio,
    boolean clipped)
    implements LabEvent {
  /** A gate, its mean by time step. */
  public record GateMeans(String name, double[] mean) {}

  /**
   * "Short memory" as a number: how many steps back the gradient has fallen to so much of that at
   * the last step, and stays below it; null where it does not fall so far.
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Memory(@Nullable Double half, @Nullable Double hundredth) {
    /**
     * @param gradient norms by time step
     */
    static Memory of(double[] gradient) {
      return new Memory(back(gradient, 0.5), back(gradient, 0.01));
    }

    /** In between two steps by a straight line of the logarithm: exact where it decays evenly. */
    private static @Nullable Double back(double[] gradient, double share) {
      int last = gradient.length - 1;
      double limit = share * gradient[last];
      if (!(limit > 0) || Double.isInfinite(limit)) {
        return null;
      }
      int at = 0; // the earliest step that is not below
      while (at < last && !(gradient[at] >= limit)) {
        at++;
      }
      if (at == 0) {
        return null;
      }
      double above = Math.log(gradient[at] / limit);
      double below = gradient[at - 1] > 0 ? Math.log(limit / gradient[at - 1]) : above;
      double part = above + below > 0 ? above / (above + below) : 0;
      return last - at + part;
    }
  }

  @Override
  public String event() {
    return "step";
  }
}
