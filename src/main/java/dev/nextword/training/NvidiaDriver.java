package dev.nextword.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks NVIDIA's driver which cards there are, by its own program {@code nvidia-smi}: no native
 * library is loaded into this process for it, so nothing can crash here.
 */
final class NvidiaDriver {
  private static final String PROGRAM = "nvidia-smi";
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final int SECONDS = 30; // the first call wakes the driver

  private NvidiaDriver() {}

  /**
   * What the driver says.
   *
   * @param lines a card each, if there is no problem
   * @param problem why there is no answer, or empty
   */
  record Answer(List<String> lines, String problem) {
    static Answer of(String... lines) {
      return new Answer(List.of(lines), "");
    }

    static Answer problem(String problem) {
      return new Answer(List.of(), problem);
    }
  }

  /** Asks for the cards that {@code CUDA_VISIBLE_DEVICES} leaves visible, if it is set. */
  static Answer ask(Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    String visible = environment.get(VISIBLE);
    if (visible != null) {
      if (visible.isBlank() || visible.startsWith("-")) {
        return Answer.problem(VISIBLE + "=" + visible + " hides all cards");
      }
      command.addAll(List.of("-i", visible));
    }
    command.addAll(List.of("--query-gpu=" + GraphicsCard.FIELDS, "--format=csv,noheader,nounits"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        return answer(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Answer.problem("no NVIDIA driver found (there is no " + PROGRAM + " on the PATH)");
    }
  }

  private static Answer answer(Process process) {
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
    try {
      String said = output.get(SECONDS, TimeUnit.SECONDS);
      int code = process.waitFor();
      List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
      if (code != 0 || lines.isEmpty()) {
        return Answer.problem(
            PROGRAM
                + " says: "
                + (lines.isEmpty() ? "nothing, exit code " + code : String.join(" ", lines)));
      }
      return new Answer(lines, "");
    } catch (TimeoutException e) {
      return Answer.problem(PROGRAM + " did not answer within " + SECONDS + " seconds");
    } catch (ExecutionException e) {
      return Answer.problem(PROGRAM + " cannot be read: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.problem("interrupted while waiting for " + PROGRAM);
    }
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
