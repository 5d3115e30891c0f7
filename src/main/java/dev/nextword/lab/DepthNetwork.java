package dev.nextword.lab;

import java.util.List;

/**
 * What is trained.
 *
 * @param classes of the task
 * @param examples of the task
 * @param chance the accuracy of a guess
 * @param learned the accuracy from which on the task counts as learned
 * @param layers the hidden ones and the output, in order
 */
public record DepthNetwork(
    String kind,
    long parameters,
    int classes,
    int examples,
    double chance,
    double learned,
    List<Layer> layers)
    implements LabEvent {
  /** One layer; its parameters with those of its normalisation and activation. */
  public record Layer(String name, long inputs, long outputs, long parameters) {}

  @Override
  public String event() {
    return "network";
  }
}
