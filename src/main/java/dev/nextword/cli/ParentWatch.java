package dev.nextword.cli;

import java.io.IOException;

/** Ends a child when its standard input closes, that is, when whoever started it is gone. */
final class ParentWatch {
  private ParentWatch() {}

  static void start() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is ever sent
                }
              } catch (IOException closed) {
                // as the end of the input
              }
              Runtime.getRuntime().halt(1);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }
}
