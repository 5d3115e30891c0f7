package dev.nextword.cli;

import picocli.CommandLine.Option;

/** Of a command whose result is JSON in any case: {@code --json} is taken, and changes nothing. */
final class JsonOutput extends Streams {
  @Option(names = "--json", hidden = true)
  private boolean json;
}
