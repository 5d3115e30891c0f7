package dev.nextword.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table, for people and as JSON.
 *
 * @param title what it shows
 * @param columns headings
 * @param rows cells: texts and numbers
 */
record Table(String title, List<String> columns, List<List<Object>> rows) {
  static Table of(String title, String... columns) {
    return new Table(title, Arrays.asList(columns), new ArrayList<>());
  }

  void row(Object... cells) {
    rows.add(Arrays.asList(cells));
  }

  /** In Markdown, columns aligned. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder("\n## " + title + "\n\n");
    for (int l = 0; l < lines.size(); l++) {
      List<String> line = lines.get(l);
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        out.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
      }
      out.append("|\n");
      if (l == 0) {
        for (int width : widths) {
          out.append('|').append("-".repeat(width + 2));
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }

  private static String text(Object cell) {
    if (cell instanceof Rounds.Figure figure) {
      return text(figure.median()) + " [" + text(figure.low()) + ", " + text(figure.high()) + "]";
    }
    if (!(cell instanceof Double number)) {
      return cell.toString();
    }
    double size = Math.abs(number);
    return String.format(
        Locale.ROOT,
        size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f",
        number);
  }
}
