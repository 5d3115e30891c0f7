package dev.nextword.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a command writes its result: a table for people, or JSON for programs. */
final class Output extends Streams {
  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** Whether a program reads. */
  boolean isJson() {
    return json;
  }

  /** Rows in columns as wide as needed, two spaces apart; the first row is the heading. */
  void printTable(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        }
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
      }
      out().println(line.toString().stripTrailing());
    }
  }
}
