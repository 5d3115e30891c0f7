package dev.nextword.bench;

import dev.nextword.training.ThisMachine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts workers, each library with its own class path and with the settings under which it is
 * fastest on one thread.
 */
final class Workshop {
  /**
   * glibc gives blocks of more than 128 KB back to the system as soon as they are free, so that
   * libtorch, which frees its 45 MB of scores after every update, has each page zeroed anew by the
   * kernel. Keeping them made it 1.6 times as fast; its users get the same by loading another
   * malloc, as its tuning guide says. This program keeps its arrays itself.
   */
  private static final Map<String, String> KEEP_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_TOP_PAD_", "268435456");

  /** One thread like all others, and nothing else. */
  private static final Map<String, String> UNTUNED = Map.of("OMP_NUM_THREADS", "1");

  private final Path folder;
  private final String libtorchPath;

  /**
   * @param folder for logs and files of workers; libtorch's jars are in its {@code libtorch}
   */
  Workshop(Path folder) {
    this.folder = folder;
    try (Stream<Path> jars = Files.list(folder.resolve("libtorch"))) {
      libtorchPath =
          Stream.concat(Stream.of(folder.resolveSibling("test-classes")), jars)
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException("libtorch's jars: run mvn -Pbench verify -DskipTests", e);
    }
  }

  Path folder() {
    return folder;
  }

  /** A worker on Deeplearning4j. */
  WorkerProcess deeplearning4j(String... arguments) {
    return new WorkerProcess(
        System.getProperty("java.class.path"), "1g", ThisMachine.environment(), log(), arguments);
  }

  /** A worker on Deeplearning4j as it comes: OpenBLAS chooses its kernels itself. */
  WorkerProcess untunedDeeplearning4j(String... arguments) {
    return new WorkerProcess(
        System.getProperty("java.class.path"), "1g", UNTUNED, log(), arguments);
  }

  /** A worker of this program with a small heap. */
  WorkerProcess small(String... arguments) {
    return new WorkerProcess(
        System.getProperty("java.class.path"), "256m", ThisMachine.environment(), log(), arguments);
  }

  /** A worker on libtorch. */
  WorkerProcess libtorch(String... arguments) {
    Map<String, String> environment = new HashMap<>(ThisMachine.environment());
    environment.putAll(KEEP_MEMORY);
    return new WorkerProcess(libtorchPath, "1g", environment, log(), arguments);
  }

  /** A worker on libtorch as it comes, without any of the settings that speed it up. */
  WorkerProcess untunedLibtorch(String... arguments) {
    return new WorkerProcess(libtorchPath, "1g", UNTUNED, log(), arguments);
  }

  /** What was set for libtorch, for the report. */
  static List<String> libtorchSettings() {
    Map<String, String> environment = new HashMap<>(ThisMachine.environment());
    environment.putAll(KEEP_MEMORY);
    return environment.entrySet().stream().map(Object::toString).sorted().toList();
  }

  private Path log() {
    return folder.resolve("workers.log");
  }
}
