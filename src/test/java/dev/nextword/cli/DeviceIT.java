package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nextword.model.ModelStore;
import dev.nextword.network.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code train --device} in a process whose PATH holds no {@code nvidia-smi}, or one that tells of
 * cards which cannot serve: the same on machines with a card and without.
 */
@Timeout(300)
class DeviceIT {
  private static final String WITH_CUDA = "needs a build with -Pcuda";

  @TempDir Path temp;

  @BeforeEach
  void writeText() throws IOException {
    for (String part : List.of("train", "valid", "test")) {
      Files.writeString(temp.resolve(part + ".tokens"), "one two three four\n".repeat(50));
    }
    Files.createDirectory(temp.resolve("path"));
  }

  @Test
  void withoutACardTheCpuTrainsAndSaysWhy() throws Exception {
    Run run = train("auto");
    assertEquals(0, run.exit(), run.err());
    assertOneReason(run, Device.cudaIsBuiltIn() ? "no NVIDIA driver found" : "without CUDA");
    assertEquals(List.of("tiny-rnn"), new ModelStore(temp.resolve("models")).names());
  }

  @Test
  void aGpuThatIsNotThereIsAnErrorIfItWasAskedFor() throws Exception {
    Run run = train("gpu");
    if (Device.cudaIsBuiltIn()) {
      assertEquals(1, run.exit(), run.err());
      assertTrue(run.err().contains("--device gpu: no NVIDIA driver found"), run.err());
    } else {
      assertEquals(2, run.exit(), run.err());
      assertTrue(run.err().contains("mvn -Pcuda"), run.err());
    }
    assertTrue(run.err().startsWith("nextword: "), run.err());
    assertFalse(Files.exists(temp.resolve("models")), "nothing was begun");
  }

  /** Too new; not one this driver knows; as good as one could wish, but not really there. */
  @ParameterizedTest
  @CsvSource({
    "'GPU-1, 9.0, 550.54.15, 140000, NVIDIA H200', compute capability 9.0",
    "No devices were found, nvidia-smi says: No devices were found",
    "'GPU-1, 8.6, 550.54.15, 23000, NVIDIA GeForce RTX 3090', failed at a trial",
  })
  void aCardThatCannotServeLeavesTheCpu(String says, String reason) throws Exception {
    assumeTrue(Device.cudaIsBuiltIn(), WITH_CUDA);
    Path smi = temp.resolve("path/nvidia-smi");
    int code = says.startsWith("GPU") ? 0 : 6;
    Files.writeString(smi, "#!/bin/sh\necho '" + says + "'\nexit " + code + "\n");
    assumeTrue(smi.toFile().setExecutable(true), "needs a system with shell scripts");
    Run run = train("auto");
    assertEquals(0, run.exit(), run.err());
    assertOneReason(run, reason);
    Run forced = train("gpu");
    assertEquals(1, forced.exit(), forced.err());
    assertTrue(forced.err().contains(reason), forced.err());
  }

  private static void assertOneReason(Run run, String reason) {
    List<String> lines =
        run.err().lines().filter(line -> line.startsWith("Computing on the ")).toList();
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("Computing on the CPU: "), run.err());
    assertTrue(lines.get(0).contains(reason), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  private record Run(int exit, String err) {}

  private Run train(String device) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "train", "--device", device, "--name", "tiny"));
    command.addAll(List.of("--cells", "rnn", "--pretokenized", "--corpus", file("train")));
    command.addAll(List.of("--valid", file("valid"), "--test", file("test"), "--hidden", "8"));
    command.addAll(List.of("--embedding", "8", "--epochs", "1", "--batch", "4", "--bptt", "10"));
    command.addAll(List.of("--models", temp.resolve("models").toString()));
    Path errors = temp.resolve("stderr.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", temp.resolve("path").toString());
    builder.environment().remove("CUDA_VISIBLE_DEVICES");
    builder.redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    assertTrue(process.waitFor(200, TimeUnit.SECONDS), "still running");
    return new Run(process.exitValue(), Files.readString(errors));
  }

  private String file(String part) {
    return temp.resolve(part + ".tokens").toString();
  }
}
