package dev.nextword.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of lines under headings in square brackets, as {@code corpus/templates/README.md} says.
 *
 * @param path for messages
 * @param sections in the file's order; lines before the first heading stand under ""
 */
record TemplateFile(Path path, List<Section> sections) {
  /**
   * @param name the heading
   * @param list what follows the heading's colon, separated by commas
   */
  record Section(String name, List<String> list, List<Line> lines) {}

  /**
   * @param number from 1, for messages
   * @param heldOut marked with a star
   */
  record Line(int number, String text, boolean heldOut) {}

  private static final Pattern HEADING = Pattern.compile("\\[([a-z]+)(?::\\s*(.*))?]");

  static TemplateFile read(Path path) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CorpusException("cannot read the templates in " + path + ": " + e.getMessage(), e);
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", List.of(), new ArrayList<>()));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String list = heading.group(2);
        sections.add(
            new Section(
                heading.group(1), list == null ? List.of() : split(list), new ArrayList<>()));
      } else {
        boolean heldOut = line.startsWith("* ");
        String text = heldOut ? line.substring(2).strip() : line;
        sections.get(sections.size() - 1).lines().add(new Line(i + 1, text, heldOut));
      }
    }
    return new TemplateFile(path, List.copyOf(sections));
  }

  List<Section> named(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).toList();
  }

  /** Reads each line of the sections of this name; an error names file and line. */
  <T> List<T> read(String name, Function<Line, T> reader) {
    List<T> read = new ArrayList<>();
    for (Section section : named(name)) {
      for (Line line : section.lines()) {
        try {
          read.add(reader.apply(line));
        } catch (RuntimeException e) {
          throw new CorpusException(
              path + ", line " + line.number() + ": " + e.getMessage() + ": " + line.text(), e);
        }
      }
    }
    return List.copyOf(read);
  }

  /** The templates of all sections of this name. */
  List<Template> templates(String name) {
    List<Template> templates = new ArrayList<>();
    for (Section section : named(name)) {
      TemplateFile only = new TemplateFile(path, List.of(section));
      templates.addAll(
          only.read(name, line -> Template.parse(line.text(), line.heldOut(), section.list())));
    }
    return List.copyOf(templates);
  }

  static List<String> split(String list) {
    return Pattern.compile(",").splitAsStream(list).map(String::strip).toList();
  }
}
