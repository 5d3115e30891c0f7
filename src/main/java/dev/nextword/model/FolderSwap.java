package dev.nextword.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Replaces a folder by a new one so that a crash at any moment leaves the old one or the new one.
 *
 * <pre>
 *   1  write  .lstm.new/*   every file reaches the disk
 *   2  rename lstm          to .lstm.old
 *   3  rename .lstm.new     to lstm
 *   4  delete .lstm.old
 * </pre>
 *
 * <p>No file system renames a folder over one that is not empty, hence step 2. A crash between 2
 * and 3 leaves no {@code lstm}; {@link #recover} puts the old one back. Folders that begin with a
 * dot are nobody's model. Writers exclude each other by a lock file, so that one never takes
 * another's unfinished folder for a leftover, in this process or in another.
 */
final class FolderSwap {
  /** Told before each step, so that a test can end the process there. */
  interface Steps {
    void before(String step);
  }

  private static final String NEW = ".new";
  private static final String OLD = ".old";

  private final Path parent;
  private final Steps steps;

  FolderSwap(Path parent, Steps steps) {
    this.parent = parent;
    this.steps = steps;
  }

  /**
   * @param files contents by name
   */
  void replace(String name, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(parent);
    locked(
        () -> {
          recoverLocked();
          Path fresh = parent.resolve("." + name + NEW);
          Path old = parent.resolve("." + name + OLD);
          Path target = parent.resolve(name);
          steps.before("create");
          write(fresh, files);
          if (Files.exists(target)) {
            steps.before("set aside");
            move(target, old);
          }
          steps.before("rename");
          move(fresh, target);
          syncFolder(parent);
          steps.before("delete");
          BundleFiles.deleteFolder(old);
        });
  }

  private void write(Path fresh, Map<String, byte[]> files) throws IOException {
    try {
      Files.createDirectory(fresh);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        steps.before("write " + file.getKey());
        BundleFiles.write(fresh.resolve(file.getKey()), file.getValue());
      }
      syncFolder(fresh);
    } catch (IOException e) {
      BundleFiles.deleteFolder(fresh); // where the disk is full, room matters
      throw e;
    }
  }

  /** Ends what a crash left unfinished. Does nothing where nothing is left. */
  void recover() {
    try {
      if (!leftovers().isEmpty()) {
        locked(this::recoverLocked);
      }
    } catch (IOException e) {
      // A folder that may only be read has no leftovers of ours to clean; its models still load.
    }
  }

  private void recoverLocked() throws IOException {
    for (Path leftover : leftovers()) {
      String file = leftover.getFileName().toString();
      Path target = parent.resolve(file.substring(1, file.length() - OLD.length()));
      if (file.endsWith(OLD) && !Files.exists(target)) {
        move(leftover, target);
      } else {
        BundleFiles.deleteFolder(leftover);
      }
    }
  }

  private List<Path> leftovers() throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var files = Files.list(parent)) {
      return files.filter(FolderSwap::isLeftover).sorted().toList();
    }
  }

  private static boolean isLeftover(Path path) {
    String name = path.getFileName().toString();
    return name.length() > 1 + OLD.length()
        && name.startsWith(".")
        && (name.endsWith(NEW) || name.endsWith(OLD));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /** Makes the names in a folder durable. Windows cannot open a folder, and needs no such thing. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The files themselves are on the disk; without this a power cut may bring the old name back.
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private void locked(Action action) throws IOException {
    synchronized (FolderSwap.class) { // a file lock holds other processes off, not other threads
      try (FileChannel channel =
              FileChannel.open(
                  parent.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        action.run();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
