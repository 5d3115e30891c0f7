package dev.nextword.reliability;

import dev.nextword.training.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A training of a second or two, in processes of its own, that writes a checkpoint after every
 * update.
 *
 * @param models folder of its models, with the training inside
 */
record TinyTraining(Path models) {
  /** Trains to the end. */
  static TinyTraining prepare(Path models, String cell) throws IOException, InterruptedException {
    Process process =
        run(
            List.of(
                "train",
                "--corpus",
                "sample",
                "--no-woven",
                "--hidden",
                "16",
                "--embedding",
                "8",
                "--epochs",
                "3",
                "--vocabulary",
                "500",
                "--batch",
                "8",
                "--bptt",
                "32",
                "--device",
                "cpu",
                "--cells",
                cell,
                "--checkpoint-seconds",
                "0",
                "--models",
                models.toString()));
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the training has failed; see above");
    }
    return new TinyTraining(models);
  }

  private Path folder() {
    return models.resolve(".training").resolve("default");
  }

  /** The same training, as if its text had been read and nothing more. */
  TinyTraining copyWithoutCheckpoints(Path to) throws IOException {
    TinyTraining copy = new TinyTraining(to);
    Files.createDirectories(copy.folder());
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.folder().resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** The process that trains one cell, as the command {@code train} starts it. */
  Process start(String cell, boolean resume) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train-cell",
                folder().toString(),
                cell,
                "--models",
                models.toString(),
                "--checkpoint-seconds",
                "0"));
    if (resume) {
      arguments.add("--resume");
    }
    return run(arguments);
  }

  private static Process run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ServerProgram.java()));
    command.addAll(ServerProgram.classes());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // as train starts its children: other kernels round otherwise
    builder.environment().put("OMP_NUM_THREADS", "1");
    Machine.openBlasCore()
        .ifPresent(core -> builder.environment().putIfAbsent("OPENBLAS_CORETYPE", core));
    return builder.start();
  }
}
