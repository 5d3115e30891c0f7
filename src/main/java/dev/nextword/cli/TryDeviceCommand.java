package dev.nextword.cli;

import dev.nextword.training.DeviceChoice;
import dev.nextword.training.DeviceTrial;
import dev.nextword.training.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A trial of the GPU in a process of its own, which may crash without harm: {@code --device} starts
 * it.
 */
@Command(
    name = TryDeviceCommand.NAME,
    hidden = true,
    description = "Computes a little on the GPU, and says what fails.")
final class TryDeviceCommand implements Callable<Integer> {
  static final String NAME = "try-device";

  private static final String FAILED = "trial failed: "; // libraries write to stdout, too
  private static final int MINUTES = 10; // libraries are unpacked, once

  @Mixin private Output output;

  @Override
  public Integer call() {
    try {
      DeviceTrial.run();
      return 0;
    } catch (TrainingException e) {
      output.out().println(FAILED + e.getMessage().lines().findFirst().orElse(""));
      return 1;
    }
  }

  /** Runs the trial; empty if it went well, else what failed. */
  static String problem(DeviceChoice choice) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ThisProgram.command(choice.javaOptions()));
    command.add(NAME);
    Path said = Files.createTempFile("nextword-device", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(choice.environment());
      builder.redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      try {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          return "no result within " + MINUTES + " minutes";
        }
      } finally {
        process.destroyForcibly();
      }
      return process.exitValue() == 0 ? "" : reason(said, process.exitValue());
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static String reason(Path said, int code) throws IOException {
    String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(FAILED))
        .map(line -> line.substring(FAILED.length()))
        .findFirst()
        .orElse("its process ended with code " + code);
  }
}
