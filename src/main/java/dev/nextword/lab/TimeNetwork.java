package dev.nextword.lab;

import java.util.List;

/**
 * What is trained.
 *
 * @param classes of the task; 1 where a number is asked for
 * @param chance the accuracy of a guess
 * @param learned the accuracy from which on the task counts as learned
 * @param example the sequence of which Jacobians and gates are shown
 * @param singularValues of the recurrent matrix of each gate, before the first update
 */
public record TimeNetwork(
    String kind,
    long parameters,
    int classes,
    double chance,
    double learned,
    Example example,
    List<Spectrum> singularValues)
    implements LabEvent {
  /** What stands at each step, and what is asked for after the last. */
  public record Example(List<String> tokens, String target) {}

  /** Singular values of a matrix, falling. */
  public record Spectrum(String gate, double[] values) {}

  @Override
  public String event() {
    return "network";
  }
}
