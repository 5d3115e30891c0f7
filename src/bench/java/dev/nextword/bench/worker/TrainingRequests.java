package dev.nextword.bench.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Trains on request.
 *
 * <pre>
 *   train N       N updates; answers: seconds of gradients, seconds of updates, processor seconds, last loss
 *   save          writes the weights to the file given at the start
 *   describe      what computes
 * </pre>
 */
final class TrainingRequests implements Worker.Requests {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Trainee trainee;
  private final Path weights;
  private final ZipfText text;
  private long window;

  TrainingRequests(String library, TrainingShape shape, String weights) throws IOException {
    this.weights = Path.of(weights);
    this.text = new ZipfText(shape, Trainee.SEED);
    this.trainee =
        switch (library) {
          case "ours" -> new OurTraining(shape);
          case "stock" -> new StockTraining(shape);
          case "libtorch" -> new LibtorchTraining(shape, this.weights);
          default -> throw new IllegalArgumentException("there is no library '" + library + "'");
        };
  }

  @Override
  public String answer(String[] request) throws IOException {
    return switch (request[0]) {
      case "train" -> train(Integer.parseInt(request[1]));
      case "save" -> {
        trainee.save(weights);
        yield "saved";
      }
      case "describe" -> trainee.description();
      default -> throw new IllegalArgumentException(request[0]);
    };
  }

  private String train(int updates) {
    long processor = SYSTEM.getProcessCpuTime();
    long gradients = 0;
    long changes = 0;
    double loss = 0;
    for (int i = 0; i < updates; i++) {
      int[] inputs = text.inputs(window);
      int[] labels = text.labels(window++);
      long start = System.nanoTime();
      loss = trainee.gradient(inputs, labels);
      long between = System.nanoTime();
      trainee.update();
      gradients += between - start;
      changes += System.nanoTime() - between;
    }
    long start = System.nanoTime();
    trainee.settle(); // a training does so before it measures, which is less often
    changes += System.nanoTime() - start;
    return String.join(
        " ",
        "" + gradients / 1e9,
        "" + changes / 1e9,
        "" + (SYSTEM.getProcessCpuTime() - processor) / 1e9,
        "" + loss);
  }
}
