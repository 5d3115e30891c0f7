package dev.nextword.lab;

import dev.nextword.lab.InsuranceData.Person;
import java.util.List;

/**
 * One person's way through an {@link InsuranceNetwork} and back.
 *
 * @param inputs the four numbers, scaled
 * @param units in the order of the forward pass
 * @param target 1 if the person bought, else 0
 * @param loss cross-entropy, natural logarithm
 * @param weights w1 to w10
 */
public record InsurancePass(
    Person person,
    double[] inputs,
    List<Unit> units,
    double target,
    double loss,
    List<Weight> weights) {
  /**
   * @param sum weights times what arrives
   * @param activation sigmoid of the sum
   * @param slope of the sigmoid there, at most 0.25
   */
  public record Unit(String name, double sum, double activation, double slope) {}

  /**
   * One number that a backward pass multiplies.
   *
   * @param kind {@code error}, {@code weight}, {@code slope} or {@code input}
   * @param of the weight, unit or input it belongs to
   */
  public record Factor(String kind, String of, double value) {}

  /**
   * @param from what the weight multiplies: an input, a unit, or {@code 1} for a bias
   * @param to the unit it leads to
   * @param factors of dL/dw by the chain rule, from the loss back to this weight
   * @param product of the factors
   * @param gradient dL/dw as Deeplearning4j's backward pass has it
   * @param change what one update with this person alone adds to the weight
   */
  public record Weight(
      String name,
      String from,
      String to,
      double value,
      List<Factor> factors,
      double product,
      double gradient,
      double change) {}
}
