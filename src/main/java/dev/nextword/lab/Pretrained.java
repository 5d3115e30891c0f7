package dev.nextword.lab;

/**
 * A layer has been trained alone, before the network.
 *
 * @param layer from 1
 * @param lossBefore squared error of what it makes its input from again, a number
 * @param lossAfter the same after its updates
 */
public record Pretrained(int layer, double lossBefore, double lossAfter, long millis)
    implements LabEvent {
  @Override
  public String event() {
    return "pretrained";
  }
}
