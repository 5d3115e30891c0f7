package dev.nextword.cli;

import dev.nextword.training.PretokenizedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for text that is in tokens already, as the field's benchmarks come. */
final class PretokenizedOptions {
  @Option(
      names = "--pretokenized",
      description = {
        "The text is in tokens already, a sentence a line, rare words as <unk>: --corpus, --valid"
            + " and --test name a file each. The vocabulary is all of --corpus unless --vocabulary"
            + " cuts it; ends with the word perplexity of --test, <eos> at each line's end counted."
      })
  private boolean pretokenized;

  @Option(
      names = "--valid",
      paramLabel = "FILE",
      description = "With --pretokenized: on what to choose when to stop.")
  private @Nullable Path valid;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "With --pretokenized: on what to measure at the end.")
  private @Nullable Path test;

  /** Settings that suit such text, to be laid under those that are given. */
  Map<String, Object> defaults() {
    return pretokenized ? Map.of("woven", false, "vocabulary", Integer.MAX_VALUE) : Map.of();
  }

  /**
   * The three files, or null for ordinary text.
   *
   * @throws IllegalArgumentException if the options do not go together
   */
  @Nullable PretokenizedFiles files(TrainOptions options) {
    if (!pretokenized) {
      if (valid != null || test != null) {
        throw new IllegalArgumentException(
            "--valid and --test go with --pretokenized; of ordinary text a tenth is set aside");
      }
      return null;
    }
    if (valid == null || test == null) {
      throw new IllegalArgumentException(
          "--pretokenized needs --corpus FILE --valid FILE --test FILE; "
              + (valid == null ? "--valid" : "--test")
              + " is missing");
    }
    if (options.woven()) {
      throw new IllegalArgumentException(
          "the setting woven must be false with --pretokenized: passages are woven into ordinary"
              + " text only");
    }
    if (options.corpus().size() != 1) {
      throw new IllegalArgumentException(
          "--pretokenized needs one --corpus FILE, the training text");
    }
    return new PretokenizedFiles(
        file("--corpus", CorpusArgument.path(options.corpus().get(0))),
        file("--valid", valid),
        file("--test", test));
  }

  /** What is said here against the files of a training that is to go on, or nothing. */
  List<String> contradictions(@Nullable PretokenizedFiles then) {
    List<String> found = new ArrayList<>();
    if (pretokenized && then == null) {
      found.add("--pretokenized is not given there");
    }
    if (valid != null && (then == null || !valid.equals(Path.of(then.valid())))) {
      found.add("--valid is " + (then == null ? "not given" : then.valid()) + " there");
    }
    if (test != null && (then == null || !test.equals(Path.of(then.test())))) {
      found.add("--test is " + (then == null ? "not given" : then.test()) + " there");
    }
    return found;
  }

  private static String file(String flag, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          flag + " " + path + ": " + (Files.exists(path) ? "not a file" : "no such file"));
    }
    return path.toString();
  }
}
