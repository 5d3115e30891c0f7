package dev.nextword.cli;

import dev.nextword.lab.LabWorker;
import dev.nextword.training.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A process of the gradient lab: {@code serve} starts it. It takes orders as lines of JSON, and
 * ends when its standard input closes, that is, when whoever started it is gone.
 */
@Command(
    name = LabWorkerCommand.NAME,
    hidden = true,
    description = "Computes the runs of the gradient lab that it is told to.")
final class LabWorkerCommand implements Callable<Integer> {
  static final String NAME = "lab-worker";

  @Mixin private JsonOutput output;

  /** How to start it, with a priority below the server's. */
  static List<String> process() {
    List<String> command = new ArrayList<>(ServerTools.LOW_PRIORITY);
    command.addAll(command());
    return command;
  }

  /** How to start it. */
  static List<String> command() {
    List<String> command =
        new ArrayList<>(
            ThisProgram.command(
                List.of(
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1", // seconds long: what is compiled well comes too late
                    "-Dorg.bytedeco.javacpp.maxbytes=512m",
                    // else every small array asks the system how much memory this process has
                    "-Dorg.bytedeco.javacpp.maxphysicalbytes=0")));
    command.add(NAME);
    return command;
  }

  /** One thread: small operations lose on two threads what large ones win. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("SD_MAX_THREADS", "1");
    environment.put("SD_MASTER_THREADS", "1");
    Machine.openBlasCore().ifPresent(core -> environment.put("OPENBLAS_CORETYPE", core));
    return environment;
  }

  @Override
  public Integer call() throws IOException {
    LabWorker.serve(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), this::print);
    Runtime.getRuntime().halt(0);
    return 0;
  }

  private void print(String line) {
    output.out().println(line);
    output.out().flush();
  }
}
