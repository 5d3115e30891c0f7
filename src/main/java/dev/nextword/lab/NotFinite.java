package dev.nextword.lab;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks for the first number that is not finite, and says what that means. */
final class NotFinite {
  private final int update;
  private @Nullable Trouble found;

  /**
   * @param update how many updates have been made
   */
  NotFinite(int update) {
    this.update = update;
  }

  /** What {@link #in} has found. */
  Trouble found() {
    Trouble one = found;
    if (one == null) {
      throw new IllegalStateException("nothing has been found");
    }
    return one;
  }

  /**
   * Whether a number here is not finite.
   *
   * @param where {@code weight}, {@code activation} or {@code gradient}
   * @param layer from 1, or the time step
   * @param name of the layer or step, for people
   */
  boolean in(String where, int layer, String name, INDArray numbers) {
    String worst = null;
    for (double number : Numbers.flat(numbers)) {
      if (Double.isNaN(number)) {
        worst = worst == null ? "NaN" : worst;
      } else if (Double.isInfinite(number)) {
        worst = "Infinity"; // a NaN beside it was made of it
      }
    }
    if (worst == null) {
      return false;
    }
    found = new Trouble(update, layer, where, worst, message(where, name, worst));
    return true;
  }

  /** A loss that is not finite though all layers are. */
  Trouble loss(double loss) {
    return new Trouble(
        update,
        null,
        "loss",
        word(loss),
        after() + "the loss is not a finite number, though the activations of all layers are.");
  }

  /** Gradients at a time step, by example, of which one at least is not finite. */
  Trouble gradientAt(int step, String name, double[] norms) {
    boolean nan = false;
    boolean infinite = false;
    for (double norm : norms) {
      nan |= Double.isNaN(norm);
      infinite |= Double.isInfinite(norm);
    }
    String word = infinite ? "Infinity" : nan ? "NaN" : "none";
    return new Trouble(update, step, "gradient", word, message("gradient", name, word));
  }

  /** A gradient whose numbers are finite, and its norm is not. */
  Trouble gradient(double norm) {
    return new Trouble(
        update,
        null,
        "gradient",
        word(norm),
        after() + "the gradient is longer than the largest number there is, 1.8e308.");
  }

  private String message(String where, String name, String worst) {
    String what = worst.equals("NaN") ? "not a number" : "larger than the largest number, 1.8e308";
    return switch (where) {
      case "weight" ->
          after()
              + "weights of "
              + name
              + " are "
              + what
              + ": the last update was made of a gradient without measure. No later update can mend"
              + " that.";
      case "activation" ->
          after()
              + "activations of "
              + name
              + " are "
              + what
              + ", and so is everything made of them: the layers after it, the loss, all"
              + " gradients.";
      default ->
          after()
              + "on the way back, the gradient at "
              + name
              + " is "
              + what
              + ", and so it is at all before it. An update with it would spoil the weights.";
    };
  }

  private String after() {
    return update == 0
        ? "Before the first update "
        : String.format(Locale.ROOT, "After update %,d ", update);
  }

  private static String word(double value) {
    return Double.isNaN(value) ? "NaN" : "Infinity";
  }
}
