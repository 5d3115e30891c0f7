package dev.nextword.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.evaluation.Figures;
import dev.nextword.model.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of models as {@code evaluate} and {@code train} print them, a line a model. */
final class FiguresTable {
  /** A card may say more than the figures. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private FiguresTable() {}

  /** The figures that a card has. */
  static Figures of(ModelCard card) {
    return JSON.convertValue(card.evaluation(), Figures.class);
  }

  /** A table of the models, and one of what letters typed add. */
  static void print(Map<String, Figures> models, Output output) {
    output.printTable(rows(models));
    List<List<String>> letters = letters(models);
    if (letters.size() > 1) {
      output.out().println();
      output.printTable(letters);
    }
  }

  /** A row for each model and number of letters typed. */
  private static List<List<String>> letters(Map<String, Figures> models) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "letters typed", "top-1", "top-3", "top-5", "words"));
    models.forEach(
        (name, figures) ->
            figures
                .letters()
                .forEach(
                    at ->
                        rows.add(
                            List.of(
                                name,
                                Integer.toString(at.letters()),
                                number("%.1f %%", 100 * at.top1()),
                                number("%.1f %%", 100 * at.top3()),
                                number("%.1f %%", 100 * at.top5()),
                                String.format(Locale.ROOT, "%,d", at.words())))));
    return rows;
  }

  /** The heading, and a row for each model. */
  private static List<List<String>> rows(Map<String, Figures> models) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "perplexity", "top-1", "top-3", "top-5", "keys saved", "words"));
    models.forEach((name, figures) -> rows.add(row(name, figures)));
    return rows;
  }

  private static List<String> row(String name, Figures figures) {
    return List.of(
        name,
        figures.perplexity() == null ? "" : number("%.1f", figures.perplexity()),
        number("%.1f %%", 100 * figures.top1()),
        number("%.1f %%", 100 * figures.top3()),
        number("%.1f %%", 100 * figures.top5()),
        figures.keystrokeSavings() == null
            ? ""
            : number("%.1f %%", 100 * figures.keystrokeSavings()),
        String.format(Locale.ROOT, "%,d", figures.words()));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
