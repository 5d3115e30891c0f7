package dev.nextword.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: how good models are on text that they were not trained on. */
@Command(
    name = "evaluate",
    description = "Measures perplexity and top-k accuracy on the test part of a text.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelsFolder models;
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "The models; all, if none.")
  private List<String> names = List.of();

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Measure on the whole of this text instead of the test part.")
  private @Nullable Path text;

  @Override
  public Integer call() {
    models.existing();
    throw new CommandException("evaluation is not wired yet: " + names + " " + text);
  }
}
