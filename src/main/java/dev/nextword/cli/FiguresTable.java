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

  /** The heading, and a row for each model. */
  static List<List<String>> rows(Map<String, Figures> models) {
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
