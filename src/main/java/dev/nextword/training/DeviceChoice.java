package dev.nextword.training;

import dev.nextword.network.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which device computes, and why.
 *
 * @param device what it came to
 * @param reason for a person, after "Computing on the CPU: "
 * @param card with the GPU, the card
 */
public record DeviceChoice(Device device, String reason, @Nullable GraphicsCard card) {
  /** What a person may ask for. */
  public enum Request {
    /** The GPU where there is one that can serve, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** The GPU, or an error. */
    GPU
  }

  /**
   * Looks at the machine.
   *
   * @param processes how many compute at once, each with memory of its own on the card
   */
  public static DeviceChoice of(Request request, int processes) {
    if (request == Request.CPU || !Device.cudaIsBuiltIn()) {
      return decide(request, processes, Device.cudaIsBuiltIn(), NvidiaDriver.Answer.of());
    }
    return decide(request, processes, true, NvidiaDriver.ask(System.getenv()));
  }

  /** The same, with the machine's answers given. Of several cards, that with most free memory. */
  static DeviceChoice decide(
      Request request, int processes, boolean cudaIsBuiltIn, NvidiaDriver.Answer driver) {
    if (request == Request.CPU) {
      return cpu("as asked for");
    }
    if (!cudaIsBuiltIn) {
      return cpu("this program was built without CUDA; with it: mvn -Pcuda -DskipTests package");
    }
    if (!driver.problem().isEmpty()) {
      return cpu(driver.problem());
    }
    List<String> obstacles = new ArrayList<>();
    GraphicsCard best = null;
    for (String line : driver.lines()) {
      Optional<GraphicsCard> card = GraphicsCard.parse(line);
      Optional<String> obstacle =
          card.isEmpty()
              ? Optional.of("the driver describes a card as \"" + line + "\"")
              : card.get().obstacle(processes);
      if (obstacle.isPresent()) {
        obstacles.add(obstacle.get());
      } else if (best == null || card.get().free() > best.free()) {
        best = card.get();
      }
    }
    if (best == null) {
      return cpu(obstacles.isEmpty() ? "the driver names no card" : String.join("; ", obstacles));
    }
    return new DeviceChoice(Device.GPU, best.description(), best);
  }

  private static DeviceChoice cpu(String reason) {
    return new DeviceChoice(Device.CPU, reason, null);
  }

  /** The CPU instead, since the card failed. */
  public DeviceChoice failed(String problem) {
    return cpu(reason + " failed at a trial: " + problem);
  }

  /** Options of Java for a process that computes on it. */
  public List<String> javaOptions() {
    if (card == null) {
      return List.of(device.property());
    }
    return List.of(
        device.property(),
        Machine.cardProperty(card.name()),
        // CUDA maps gigabytes of its own into a process: no limit on all memory together
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
  }

  /** Environment of a process that computes on it: of all cards it sees the chosen one alone. */
  public Map<String, String> environment() {
    return card == null ? Map.of() : Map.of("CUDA_VISIBLE_DEVICES", card.uuid());
  }

  /** The line to print at start. */
  @Override
  public String toString() {
    return "Computing on the " + device + ": " + reason;
  }
}
