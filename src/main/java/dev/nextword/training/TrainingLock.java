package dev.nextword.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from training in one folder, where each would write over the other's text and
 * checkpoints. The system releases it when its process ends, however that happens.
 */
public final class TrainingLock implements AutoCloseable {
  private static final String FILE = "lock";

  /** A child whose parent was killed needs a moment to notice. */
  private static final int TRIES = 100;

  private static final int MILLIS_BETWEEN_TRIES = 100;

  private final FileChannel channel;

  private TrainingLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, and waits up to ten seconds for it.
   *
   * @throws TrainingException if another process keeps it
   */
  public static TrainingLock take(Path folder) throws IOException, InterruptedException {
    return take(folder, TRIES);
  }

  static TrainingLock take(Path folder, int tries) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    @Nullable FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      for (int i = 0; i < tries; i++) {
        if (i > 0) {
          Thread.sleep(MILLIS_BETWEEN_TRIES);
        }
        if (isTaken(channel)) {
          TrainingLock lock = new TrainingLock(channel);
          channel = null;
          return lock;
        }
      }
      throw new TrainingException(
          folder + ": another process is training here; wait until it has ended, or end it");
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byThisProcess) {
      return false;
    }
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
