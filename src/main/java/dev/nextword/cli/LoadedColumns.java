package dev.nextword.cli;

import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The models that a command asks: all that load, or those named. */
final class LoadedColumns {
  /** From the simplest to the most capable, as on the page. */
  private static final List<String> ORDER = List.of("ngram", "rnn", "gru", "lstm");

  @Mixin private ModelsFolder models;
  @Mixin private BlockedWords blockedWords;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Ask these models only, such as gru,lstm.")
  private List<String> only = List.of();

  /**
   * The columns in the order of the page; a damaged model is named on stderr and left out.
   *
   * @throws CommandException if none can be used
   */
  List<Column> load(Streams output) {
    return explained(output).stream().map(Columns.Explained::column).toList();
  }

  /**
   * The same with their explainers.
   *
   * @throws CommandException if none can be used
   */
  List<Columns.Explained> explained(Streams output) {
    ModelStore store = models.existing();
    Columns made = new Columns(blockedWords.load());
    List<Columns.Explained> columns = new ArrayList<>();
    if (only.isEmpty()) {
      ModelStore.Loaded loaded = store.loadAllForPrediction();
      loaded.problems().forEach(e -> output.err().println("nextword: " + e.getMessage()));
      for (ModelBundle bundle : loaded.bundles()) {
        columns.add(made.explained(bundle));
      }
    } else {
      only.forEach(name -> columns.add(made.explained(store.loadForPrediction(name))));
    }
    if (columns.isEmpty()) {
      throw new CommandException(
          "none of the models in " + store.folder() + " can be used; train them again");
    }
    columns.sort(
        Comparator.<Columns.Explained>comparingInt(each -> place(each.column()))
            .thenComparing(each -> each.column().name()));
    return columns;
  }

  private static int place(Column column) {
    int place = ORDER.indexOf(column.name());
    return place < 0 ? ORDER.size() : place;
  }
}
