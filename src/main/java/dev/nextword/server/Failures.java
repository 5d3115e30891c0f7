package dev.nextword.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a log may say of an exception: where it arose, but not its message, nor what was typed. */
final class Failures {
  private static final int FRAMES = 8;

  /** What systems say when there is no room, or no more room for this user or this file. */
  private static final List<String> NO_ROOM =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "There is not enough space on the disk");

  private Failures() {}

  /** Whether a disk that is full is to blame. */
  static boolean isDiskFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException && NO_ROOM.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  /** Class and the innermost frames, the root cause first. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getClass().getName()
        + Arrays.stream(root.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
  }
}
