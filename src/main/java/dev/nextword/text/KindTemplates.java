package dev.nextword.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known about one kind of passage.
 *
 * @param values each value (the answer, or the time's name) with its names by field: {@code French
 *     -> {country: [France], city: [Paris, Lyon]}}
 * @param aliases ways to fill a slot with fields
 * @param cues all wordings, held-out ones too
 * @param triggers all wordings, held-out ones too
 * @param control words for the answer's place where no cue was given; empty where the choice is
 *     made by the trigger's forms
 * @param avoid words and phrases that must not stand between, beside names and answers
 */
record KindTemplates(
    Kind kind,
    Map<String, List<Map<String, List<String>>>> values,
    Map<String, List<Template>> aliases,
    List<Template> cues,
    List<Template> triggers,
    List<String> control,
    List<String> avoid) {

  static KindTemplates read(Kind kind, Path path) {
    TemplateFile file = TemplateFile.read(path);
    Map<String, List<Map<String, List<String>>>> values = new LinkedHashMap<>();
    for (TemplateFile.Section section : file.named("values")) {
      file.read("values", line -> readValue(line.text(), section.list(), values));
    }
    Map<String, List<Template>> aliases = new HashMap<>();
    for (TemplateFile.Section section : file.named("alias")) {
      TemplateFile only = new TemplateFile(path, List.of(section));
      aliases.put(section.list().get(0), only.templates("alias"));
    }
    List<String> control = new ArrayList<>();
    file.read("control", line -> addTimes(control, line.text()));
    if (!control.isEmpty()) {
      control.addAll(values.keySet());
    }
    KindTemplates templates =
        new KindTemplates(
            kind,
            values,
            aliases,
            file.templates("cues"),
            file.templates("triggers"),
            List.copyOf(control),
            file.read("avoid", TemplateFile.Line::text));
    if (values.isEmpty() || templates.cues.isEmpty() || templates.triggers.isEmpty()) {
      throw new CorpusException(path + " needs the sections [values: ...], [cues] and [triggers]");
    }
    return templates;
  }

  private static String readValue(
      String line, List<String> fields, Map<String, List<Map<String, List<String>>>> values) {
    String[] sides = line.split("=", 2);
    String[] lists = sides.length == 2 ? sides[1].split("\\|") : new String[0];
    if (lists.length != fields.size()) {
      throw new IllegalArgumentException("\"answer = names | names\" wanted, a list for " + fields);
    }
    Map<String, List<String>> names = new HashMap<>();
    for (int i = 0; i < lists.length; i++) {
      names.put(fields.get(i), TemplateFile.split(lists[i]));
    }
    values.computeIfAbsent(sides[0].strip(), answer -> new ArrayList<>()).add(Map.copyOf(names));
    return line;
  }

  private static String addTimes(List<String> words, String line) {
    int space = line.lastIndexOf(' ');
    int weight = Integer.parseInt(line.substring(space + 1));
    for (int i = 0; i < weight; i++) {
      words.add(line.substring(0, space).strip());
    }
    return line;
  }

  /** Names, answers and other words that may never stand between cue and trigger. */
  List<String> forbidden() {
    List<String> words = new ArrayList<>(avoid);
    values.values().forEach(places -> places.forEach(p -> p.values().forEach(words::addAll)));
    if (!control.isEmpty()) {
      words.addAll(values.keySet());
    }
    return words;
  }

  /** The words that may be the answer, over all triggers and persons. */
  List<String> answers() {
    if (!control.isEmpty()) {
      return List.copyOf(values.keySet());
    }
    List<String> answers = new ArrayList<>();
    for (Template trigger : triggers) {
      for (Person person : List.of(Person.I, Person.HE, Person.WE)) {
        for (String word : trigger.firstWords(person)) {
          if (!answers.contains(word)) {
            answers.add(word);
          }
        }
      }
    }
    return List.copyOf(answers);
  }

  /** The answers among which a trigger leaves the choice, for this person. */
  List<String> candidates(Template trigger, Person person) {
    return trigger.branchValues().isEmpty()
        ? List.copyOf(values.keySet())
        : trigger.firstWords(person);
  }
}
