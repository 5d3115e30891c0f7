package dev.nextword.cli;

import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelException;
import dev.nextword.model.ModelStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models}: what is in the models folder. */
@Command(
    name = "models",
    description = "Lists, shows and verifies models; chooses, names and deletes sets of them.",
    subcommands = {
      ModelsCommand.ListCommand.class,
      ModelsCommand.ShowCommand.class,
      ModelsCommand.VerifyCommand.class,
      ModelSetCommands.ListSets.class,
      ModelSetCommands.Use.class,
      ModelSetCommands.Rename.class,
      ModelSetCommands.Export.class,
      ModelSetCommands.Delete.class
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "models what? list, show, verify, sets, use, rename, export or delete");
  }

  @Command(name = "list", description = "A line a model.")
  static final class ListCommand implements Callable<Integer> {
    @Mixin private ModelsFolder models;
    @Mixin private Output output;

    @Override
    public Integer call() {
      ModelStore store = models.existing();
      List<ModelCard> cards = new ArrayList<>();
      int problems = 0;
      for (String name : store.names()) {
        try {
          cards.add(store.card(name));
        } catch (ModelException e) {
          output.err().println("nextword: " + e.getMessage());
          problems++;
        }
      }
      if (output.isJson()) {
        output.printJson(cards);
      } else {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("name", "kind", "parameters", "vocabulary", "perplexity", "corpus"));
        cards.forEach(card -> rows.add(row(card)));
        output.printTable(rows);
      }
      return problems == 0 ? 0 : 1;
    }

    private static List<String> row(ModelCard card) {
      Object perplexity = card.evaluation().get("perplexity");
      return List.of(
          card.name(),
          card.cell() == null ? card.kind() : card.cell(),
          String.format(Locale.ROOT, "%,d", card.parameters()),
          String.format(Locale.ROOT, "%,d", card.vocabularySize()),
          perplexity instanceof Number p ? String.format(Locale.ROOT, "%.1f", p.doubleValue()) : "",
          card.corpus().name());
    }
  }

  @Command(name = "show", description = "The card of a model, as JSON.")
  static final class ShowCommand implements Runnable {
    @Mixin private ModelsFolder models;
    @Mixin private JsonOutput output;

    @Parameters(paramLabel = "NAME", description = "The model.")
    private String name;

    @Override
    public void run() {
      output.printJson(models.existing().card(name));
    }
  }

  @Command(
      name = "verify",
      description = "Loads models whole and checks every file; exit code 1 if one is damaged.")
  static final class VerifyCommand implements Callable<Integer> {
    @Mixin private ModelsFolder models;
    @Mixin private Output output;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The models; all, if none.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
      ModelStore store = models.existing();
      Map<String, String> problems = new LinkedHashMap<>();
      for (String name : names.isEmpty() ? store.names() : names) {
        try {
          store.load(name);
          problems.put(name, "");
        } catch (ModelException e) {
          problems.put(name, e.getMessage());
        }
      }
      if (output.isJson()) {
        List<Map<String, Object>> results = new ArrayList<>();
        problems.forEach(
            (name, problem) ->
                results.add(Map.of("name", name, "sound", problem.isEmpty(), "problem", problem)));
        output.printJson(results);
      } else {
        problems.forEach(
            (name, problem) ->
                output.out().println(name + ": " + (problem.isEmpty() ? "sound" : problem)));
      }
      return problems.values().stream().allMatch(String::isEmpty) ? 0 : 1;
    }
  }
}
