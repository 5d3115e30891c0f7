package dev.nextword.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a log may say of an exception: where it arose, but not its message, nor what was typed. */
final class Failures {
  private static final int FRAMES = 8;

  private Failures() {}

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
