package dev.nextword.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.training.ThisMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of one benchmark: printed as they come, and written to a file of JSON. */
final class Report {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String name;
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<String> notes = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final Map<String, Map<String, double[]>> rounds = new LinkedHashMap<>();

  Report(String name) {
    this.name = name;
    System.out.println("\n# " + name);
  }

  /** What was measured how, on which machine and day: for a drawing. */
  String caption() {
    return String.join("; ", notes)
        + ". "
        + ThisMachine.description()
        + ", "
        + started.toString().substring(0, 10);
  }

  /** Says how it was measured. */
  void note(String text) {
    notes.add(text);
    System.out.println("- " + text);
  }

  void table(Table table) {
    tables.add(table);
    System.out.print(table);
    System.out.flush();
  }

  /** Keeps what each round gave. */
  void rounds(String what, Rounds measured) {
    rounds.put(what, measured.values());
  }

  void write(Path folder) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("benchmark", name);
    content.put("machine", ThisMachine.description());
    content.put("java", Runtime.version().toString());
    content.put("started", started.toString());
    content.put("seconds", Instant.now().getEpochSecond() - started.getEpochSecond());
    content.put("notes", notes);
    content.put("tables", tables);
    content.put("rounds", rounds);
    try {
      JSON.writeValue(folder.resolve(name + ".json").toFile(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
