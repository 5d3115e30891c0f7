package dev.nextword.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process that waits for requests, a line each on standard input, and answers each with one line
 * that begins with {@value #ANSWER}. It ends when its input closes.
 */
public final class Worker {
  /** Begins an answer; native libraries print lines of their own. */
  public static final String ANSWER = "answer ";

  /** Answers requests. */
  interface Requests {
    /** The words of a request to the words of its answer. */
    String answer(String[] request) throws IOException;
  }

  private Worker() {}

  /** First argument: what to be; the others are for that. */
  public static void main(String[] args) throws IOException {
    Requests requests = create(args[0], Arrays.copyOfRange(args, 1, args.length));
    System.out.println(ANSWER + "ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(ANSWER + requests.answer(line.split(" ")));
      System.out.flush();
    }
    System.exit(0); // whatever threads the libraries have
  }

  private static Requests create(String role, String[] args) throws IOException {
    return switch (role) {
      case "training" -> new TrainingRequests(args[0], TrainingShape.of(args[1]), args[2]);
      case "step" -> {
        TrainingShape shape = TrainingShape.of(args[1]);
        StepRequests.Stepper stepper =
            args[0].equals("ours") ? new OurStep(shape, args[2]) : new LibtorchStep(shape, args[2]);
        yield new StepRequests(stepper, shape);
      }
      case "ids" -> new IdsRequests(Path.of(args[0]));
      case "gemm" ->
          new GemmRequests(args[0].equals("ours") ? OurGemm::square : LibtorchGemm::square);
      default -> throw new IllegalArgumentException("there is no worker '" + role + "'");
    };
  }
}
