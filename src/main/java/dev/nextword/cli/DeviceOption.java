package dev.nextword.cli;

import dev.nextword.network.Device;
import dev.nextword.training.DeviceChoice;
import dev.nextword.training.DeviceChoice.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --device}, for verbs that train. */
final class DeviceOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      converter = RequestConverter.class,
      description = {
        "What computes. auto: an NVIDIA card where this program was built with -Pcuda and the card"
            + " can serve, else the CPU; gpu: the card, or an error (default: ${DEFAULT-VALUE})."
      })
  private Request request;

  /**
   * Decides, and says in one line on stderr what it came to and why.
   *
   * @param processes how many will compute at once
   * @throws ParameterException if the GPU is asked for and not built in
   * @throws CommandException if the GPU is asked for and cannot serve
   */
  DeviceChoice choose(int processes) throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (request == Request.GPU && !Device.cudaIsBuiltIn()) {
      throw new ParameterException(
          spec.commandLine(),
          "--device gpu: this program was built without CUDA; build it with:"
              + " mvn -Pcuda -DskipTests package");
    }
    DeviceChoice choice = DeviceChoice.of(request, processes);
    if (choice.device() == Device.GPU) {
      err.println(
          "Trying " + choice.reason() + " (the first time, 4 GB of CUDA libraries are unpacked)");
      err.flush();
      String problem = TryDeviceCommand.problem(choice);
      choice = problem.isEmpty() ? choice : choice.failed(problem);
    }
    if (request == Request.GPU && choice.device() == Device.CPU) {
      throw new CommandException(
          "--device gpu: " + choice.reason() + "; --device auto takes the CPU then");
    }
    err.println(choice);
    err.flush();
    return choice;
  }

  /** In lower case, as in the help. */
  private static final class RequestConverter implements ITypeConverter<Request> {
    @Override
    public Request convert(String value) {
      return Arrays.stream(Request.values())
          .filter(request -> request.name().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("expected auto, cpu or gpu, not '" + value + "'"));
    }
  }
}
