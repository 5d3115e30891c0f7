package dev.nextword.bench;

import dev.nextword.bench.worker.Worker;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A {@link Worker} in a process of its own. It waits without load until it is asked. */
final class WorkerProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  /**
   * Starts a worker and waits until it is ready.
   *
   * @param heap its largest heap, such as {@code 1g}
   * @param arguments of {@link Worker}
   */
  WorkerProcess(
      String classPath,
      String heap,
      Map<String, String> environment,
      Path log,
      String... arguments) {
    this.name = String.join(" ", arguments);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC", // as the processes of a training
                "-Dorg.bytedeco.javacpp.maxbytes=4g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g",
                "-cp",
                classPath,
                Worker.class.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    read(log);
  }

  /** Sends a request and waits for its answer. */
  String ask(String request) {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException ended) {
      throw new IllegalStateException(name + " has ended before '" + request + "'", ended);
    }
    return read(null);
  }

  /** As {@link #ask}, where the answer is numbers. */
  double[] numbers(String request) {
    return Arrays.stream(ask(request).split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private String read(@org.jspecify.annotations.Nullable Path log) {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(Worker.ANSWER)) {
          return line.substring(Worker.ANSWER.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(
        name + ": the process has ended" + (log == null ? "" : "; it may say why in " + log));
  }

  /** Of the process itself. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
