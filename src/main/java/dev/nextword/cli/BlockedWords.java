package dev.nextword.cli;

import dev.nextword.prediction.BlockList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --blocklist}. */
final class BlockedWords {
  @Option(
      names = "--blocklist",
      paramLabel = "FILE",
      defaultValue = "corpus/blocklist.txt",
      description = "Words that are never suggested, one a line (default: ${DEFAULT-VALUE}).")
  private Path file;

  /** Where it is. */
  Path file() {
    return ProjectFolder.find(file);
  }

  /** The list; without it nothing is suggested at all. */
  BlockList load() {
    try {
      return BlockList.load(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
