package dev.nextword.cli;

import dev.nextword.evaluation.Figures;
import dev.nextword.model.ModelStore;
import dev.nextword.network.CellType;
import dev.nextword.training.TrainingPlan;
import dev.nextword.training.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a training ends with: the figures of the models it has written, and where they are. */
final class TrainResult {
  private static final String NGRAM = "ngram";

  private final TrainingPlan plan;
  private final ModelStore models;
  private final Output output;

  TrainResult(TrainingPlan plan, ModelStore models, Output output) {
    this.plan = plan;
    this.models = models;
    this.output = output;
  }

  /** The models that a training with this prefix, these cells and this text writes. */
  static List<String> names(String prefix, List<String> cells, boolean pretokenized) {
    List<String> names = new ArrayList<>(pretokenized ? List.of() : List.of(NGRAM));
    names.addAll(cells);
    return names.stream().map(name -> prefix.isEmpty() ? name : prefix + "-" + name).toList();
  }

  /**
   * Prints the figures on stdout, as {@code evaluate} does; with {@code --json} a line a model. (Of
   * text in tokens they have been printed on the way.)
   *
   * @param failed cells of which there is no model
   */
  void print(Set<CellType> failed) {
    List<String> cells =
        plan.cells().stream()
            .map(TrainingSettings::cell)
            .filter(cell -> !failed.contains(cell))
            .map(CellType::label)
            .toList();
    boolean pretokenized = plan.pretokenized() != null;
    List<String> written = names(plan.prefix(), cells, pretokenized);
    if (written.isEmpty()) {
      return;
    }
    if (!pretokenized) {
      Map<String, Figures> figures = new LinkedHashMap<>();
      written.forEach(name -> figures.put(name, FiguresTable.of(models.card(name))));
      if (output.isJson()) {
        figures.forEach((name, of) -> output.out().println(Output.line(evaluated(name, of))));
      } else {
        FiguresTable.print(figures, output);
      }
      output.out().flush();
    }
    output
        .err()
        .printf(
            "wrote %s to %s; try %s: serve --models %s%n",
            String.join(", ", written),
            models.folder(),
            written.size() == 1 ? "it" : "them",
            models.folder());
    output.err().flush();
  }

  private static Map<String, Object> evaluated(String name, Figures figures) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", "evaluated");
    line.put("model", name);
    line.put("evaluation", figures);
    return line;
  }
}
