package dev.nextword.reliability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of some kilobytes, in memory. To mount one takes the rights of root, and Linux. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; where that is not permitted, the test is skipped and says why. */
  static SmallDisk mount(Path folder, int kilobytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", "" + folder),
        "no small disk can be mounted: that takes Linux and the rights of root");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Leaves no room. */
  void fill() throws IOException {
    byte[] page = new byte[1 << 12];
    try (OutputStream out = Files.newOutputStream(filling())) {
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.delete(filling());
  }

  private Path filling() {
    return folder.resolve("filling");
  }

  /** Whoever still has a file open there keeps it until then. */
  @Override
  public void close() throws IOException, InterruptedException {
    if (!succeeds("umount", folder.toString())) {
      succeeds("umount", "--lazy", folder.toString());
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
