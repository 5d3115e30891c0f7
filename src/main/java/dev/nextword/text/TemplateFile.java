package dev.nextword.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
   * @param number the heading's line, from 1, for messages
   * @param name the heading
   * @param list what follows the heading's colon, separated by commas
   */
  record Section(int number, String name, List<String> list, List<Line> lines) {}

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
    sections.add(new Section(0, "", List.of(), new ArrayList<>()));
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
                i + 1,
                heading.group(1),
                list == null ? List.of() : split(list),
                new ArrayList<>()));
      } else if (line.startsWith("[")) {
        throw new CorpusException(path + ", line " + (i + 1) + ": not a heading: " + line);
      } else {
        boolean heldOut = line.startsWith("* ");
        String text = heldOut ? line.substring(2).strip() : line;
        sections.get(sections.size() - 1).lines().add(new Line(i + 1, text, heldOut));
      }
    }
    return new TemplateFile(path, List.copyOf(sections));
  }

  /**
   * Refuses headings that nobody reads, and lines that stand under none.
   *
   * @throws CorpusException naming file and line
   */
  void allow(Set<String> names) {
    for (Section section : sections) {
      if (section.name().isEmpty() && !section.lines().isEmpty()) {
        Line line = section.lines().get(0);
        throw new CorpusException(
            path + ", line " + line.number() + ": stands under no heading: " + line.text());
      }
      if (!section.name().isEmpty() && !names.contains(section.name())) {
        throw new CorpusException(
            path
                + ", line "
                + section.number()
                + ": no heading is called ["
                + section.name()
                + "]; there are "
                + String.join(", ", new TreeSet<>(names)));
      }
    }
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
    return templates(name, template -> {});
  }

  /**
   * The templates of all sections of this name.
   *
   * @param check throws an {@link IllegalArgumentException} for what cannot be used; the error
   *     names file and line
   */
  List<Template> templates(String name, Consumer<Template> check) {
    List<Template> templates = new ArrayList<>();
    for (Section section : named(name)) {
      TemplateFile only = new TemplateFile(path, List.of(section));
      templates.addAll(
          only.read(
              name,
              line -> {
                Template template = Template.parse(line.text(), line.heldOut(), section.list());
                check.accept(template);
                return template;
              }));
    }
    return List.copyOf(templates);
  }

  static List<String> split(String list) {
    return Pattern.compile(",").splitAsStream(list).map(String::strip).toList();
  }
}
