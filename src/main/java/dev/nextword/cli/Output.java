package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes its result: a table for people, or JSON for programs. */
final class Output {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** Whether a program reads. */
  boolean isJson() {
    return json;
  }

  /** The standard output. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For what is not the result: notes, warnings, progress. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** A value as indented JSON. */
  void printJson(Object value) {
    out().println(write(INDENTED, value));
  }

  /** A value as one line of JSON. */
  static String line(Object value) {
    return write(JSON, value);
  }

  private static String write(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + value.getClass(), e);
    }
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
