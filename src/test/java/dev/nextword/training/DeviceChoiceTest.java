package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.network.Device;
import dev.nextword.training.DeviceChoice.Request;
import dev.nextword.training.NvidiaDriver.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceChoiceTest {
  private static final String RTX = "GPU-a, 8.6, 550.90.07, 23000, NVIDIA GeForce RTX 3090";

  @Test
  void aCardThatFitsIsTaken() {
    DeviceChoice choice = auto(3, Answer.of(RTX));
    assertEquals(Device.GPU, choice.device());
    assertEquals(
        "Computing on the GPU: NVIDIA GeForce RTX 3090 (compute capability 8.6, 23000 MiB free)",
        choice.toString());
    assertEquals(Map.of("CUDA_VISIBLE_DEVICES", "GPU-a"), choice.environment());
    assertTrue(choice.javaOptions().contains(Device.GPU.property()), choice.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.5 | 550.1 | 9000 | compute capability 3.5",
        "3.7 | 550.1 | 9000 | ",
        "8.0 | 510.39 | 6144 | ",
        "8.9 | 580.1 | 9000 | ",
        "9.0 | 550.1 | 140000 | compute capability 9.0",
        "10.0 | 580.1 | 180000 | compute capability 10.0",
        "12.0 | 580.1 | 32000 | compute capability 12.0",
        "8.0 | 470.82.01 | 9000 | driver 470.82.01",
        "8.0 | 550.1 | 6143 | 6143 MiB of free memory, and 6144 are needed",
      })
  void whatACardLacksIsNamed(String capability, String driver, int free, String obstacle) {
    String line = "GPU-1, " + capability + ", " + driver + ", " + free + ", NVIDIA Card 7";
    DeviceChoice choice = auto(3, Answer.of(line));
    if (obstacle == null) {
      assertEquals(Device.GPU, choice.device(), choice.toString());
    } else {
      assertEquals(Device.CPU, choice.device(), choice.toString());
      assertTrue(choice.reason().contains("NVIDIA Card 7 has " + obstacle), choice.toString());
      assertEquals(Map.of(), choice.environment());
      assertEquals(List.of(Device.CPU.property()), choice.javaOptions());
    }
  }

  @Test
  void fewerCellsNeedLessMemory() {
    Answer small = Answer.of("GPU-1, 7.5, 550.1, 2100, NVIDIA T400");
    assertEquals(Device.GPU, auto(1, small).device());
    assertEquals(Device.CPU, auto(2, small).device());
  }

  @Test
  void ofSeveralCardsTheOneWithMostFreeMemoryOfThoseThatFit() {
    DeviceChoice choice =
        auto(
            1,
            Answer.of(
                "GPU-h, 9.0, 550.1, 140000, NVIDIA H200",
                "GPU-s, 8.6, 550.1, 8000, NVIDIA RTX A2000",
                RTX));
    assertEquals(Map.of("CUDA_VISIBLE_DEVICES", "GPU-a"), choice.environment());
  }

  @Test
  void ifNoCardFitsEveryReasonIsGiven() {
    String reason =
        auto(
                1,
                Answer.of(
                    "GPU-h, 9.0, 550.1, 140000, NVIDIA H200",
                    "GPU-s, 8.6, 550.1, 80, NVIDIA RTX A2000"))
            .reason();
    assertTrue(reason.contains("NVIDIA H200 has compute capability 9.0"), reason);
    assertTrue(reason.contains("NVIDIA RTX A2000 has 80 MiB"), reason);
  }

  @ParameterizedTest
  @CsvSource({"[N/A]", "''", "'GPU-1, 8.6, 550.1, [N/A], NVIDIA Card'", "'GPU-1, x, 5, 9, Card'"})
  void aLineThatIsNoCardIsQuoted(String line) {
    DeviceChoice choice = auto(1, Answer.of(line));
    assertEquals(Device.CPU, choice.device());
    assertTrue(choice.reason().contains("\"" + line + "\""), choice.toString());
  }

  @Test
  void withoutADriverItsProblemIsTheReason() {
    assertEquals(
        "Computing on the CPU: nvidia-smi says: NVIDIA-SMI has failed",
        auto(1, Answer.problem("nvidia-smi says: NVIDIA-SMI has failed")).toString());
    assertEquals(Device.CPU, auto(1, Answer.of()).device());
  }

  @Test
  void whatWasAskedForAndHowItWasBuiltComeFirst() {
    assertEquals(
        "Computing on the CPU: as asked for",
        DeviceChoice.decide(Request.CPU, 1, true, Answer.of(RTX)).toString());
    DeviceChoice without = DeviceChoice.decide(Request.AUTO, 1, false, Answer.of(RTX));
    assertEquals(Device.CPU, without.device());
    assertTrue(without.reason().contains("mvn -Pcuda"), without.reason());
  }

  @Test
  void afterAFailedTrialTheCpuComputes() {
    DeviceChoice failed = auto(1, Answer.of(RTX)).failed("no kernel image");
    assertEquals(Device.CPU, failed.device());
    assertEquals(Map.of(), failed.environment());
    assertTrue(failed.reason().contains("RTX 3090"), failed.reason());
    assertTrue(failed.reason().contains("no kernel image"), failed.reason());
  }

  private static DeviceChoice auto(int processes, Answer answer) {
    return DeviceChoice.decide(Request.AUTO, processes, true, answer);
  }
}
