package dev.nextword.training;

import java.util.Optional;

/**
 * A graphics card as NVIDIA's driver describes it.
 *
 * @param uuid names it whatever the order of the cards, such as {@code GPU-5d5b...}
 * @param capability compute capability, such as 8.6, which says what machine code it can run
 * @param driver version of the driver, such as {@code 550.90.07}
 * @param free memory that nobody uses at the moment, in MiB
 * @param name such as {@code NVIDIA GeForce RTX 3090}
 */
public record GraphicsCard(String uuid, double capability, String driver, int free, String name) {
  /** The fields to ask the driver for, in the order of {@link #parse}; the name, last, is free. */
  static final String FIELDS = "uuid,compute_cap,driver_version,memory.free,name";

  /**
   * The ND4J backend holds machine code for 3.7, 5.x, 6.x, 7.x, 8.0 and 8.6, and no portable code
   * that a driver could translate. Code runs on later cards with the same first digit, so up to
   * 8.9, and not beyond.
   */
  private static final double LEAST_CAPABILITY = 3.7;

  private static final double CAPABILITY_TOO_NEW = 9;

  /** The driver that came with CUDA 11.6; it is also the first that tells the capability. */
  private static final int LEAST_DRIVER = 510;

  /**
   * What a process is expected to take on the card: CUDA's context, 900 MB of machine code in the
   * file for all kinds of card, and a network with its gradients, moments and activations, which is
   * far smaller.
   */
  static final int MEBIBYTES_A_PROCESS = 2_048;

  /** Reads a line of the driver's answer; empty if it is not such a line. */
  static Optional<GraphicsCard> parse(String line) {
    String[] fields = line.strip().split("\\s*,\\s*", 5);
    try {
      return Optional.of(
          new GraphicsCard(
              fields[0],
              Double.parseDouble(fields[1]),
              fields[2],
              Integer.parseInt(fields[3]),
              fields[4]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Why this backend cannot train on it; empty if it can. */
  Optional<String> obstacle(int processes) {
    int needed = processes * MEBIBYTES_A_PROCESS;
    if (capability >= CAPABILITY_TOO_NEW || capability < LEAST_CAPABILITY) {
      return Optional.of(
          name
              + " has compute capability "
              + capability
              + ", and the CUDA 11.6 backend has machine code for 3.7 to 8.9 only");
    }
    if (driverMajor() < LEAST_DRIVER) {
      return Optional.of(
          name + " has driver " + driver + ", and CUDA 11.6 needs " + LEAST_DRIVER + " or newer");
    }
    if (free < needed) {
      return Optional.of(
          name
              + " has "
              + free
              + " MiB of free memory, and "
              + needed
              + " are needed: "
              + MEBIBYTES_A_PROCESS
              + " for each of the cells trained at once ("
              + processes
              + ")");
    }
    return Optional.empty();
  }

  private int driverMajor() {
    try {
      return Integer.parseInt(driver.split("\\.")[0]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Such as {@code NVIDIA GeForce RTX 3090 (compute capability 8.6, 23000 MiB free)}. */
  String description() {
    return name + " (compute capability " + capability + ", " + free + " MiB free)";
  }
}
