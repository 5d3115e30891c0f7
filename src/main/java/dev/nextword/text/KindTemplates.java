package dev.nextword.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * All that is known about one kind of passage.
 *
 * @param values each value (the answer, or what decides it) with its names by field: {@code French
 *     -> {country: [France], city: [Paris, Lyon]}}
 * @param aliases ways to fill a slot with fields or plain words
 * @param cues all wordings, held-out ones too
 * @param triggers all wordings, held-out ones too
 * @param control words for the answer's place where no cue was given; empty where every value is as
 *     likely
 * @param persons pronouns of those whom the wordings may be about
 * @param avoid words and phrases that must not stand between, beside names and answers
 * @param avoidsCapitals whether no sentence between may have a capital inside it
 */
record KindTemplates(
    Kind kind,
    Map<String, List<Map<String, List<String>>>> values,
    Map<String, List<Template>> aliases,
    List<Template> cues,
    List<Template> triggers,
    List<String> control,
    Set<String> persons,
    List<String> avoid,
    boolean avoidsCapitals) {
  private static final Set<String> HEADINGS =
      Set.of("values", "alias", "cues", "triggers", "control", "persons", "avoid");

  private static final String ANSWER = "answer";

  static KindTemplates read(Kind kind, Path path) {
    TemplateFile file = TemplateFile.read(path);
    file.allow(HEADINGS);
    Map<String, List<Map<String, List<String>>>> values = new LinkedHashMap<>();
    Set<String> slots = new HashSet<>(Template.PERSON_SLOTS);
    for (TemplateFile.Section section : file.named("values")) {
      only(path, section).read("values", line -> readValue(line.text(), section.list(), values));
      slots.addAll(section.list());
    }
    Map<String, List<Template>> aliases = new HashMap<>();
    for (TemplateFile.Section section : file.named("alias")) {
      aliases.put(
          section.list().get(0),
          only(path, section).templates("alias", template -> checkSlots(template, slots)));
    }
    slots.addAll(aliases.keySet());
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
            file.templates("cues", cue -> checkSlots(cue, slots)),
            file.templates("triggers", trigger -> checkTrigger(trigger, slots, values.keySet())),
            List.copyOf(control),
            persons(file),
            file.read("avoid", TemplateFile.Line::text),
            file.named("avoid").stream().anyMatch(section -> section.list().contains("capitals")));
    if (values.isEmpty() || templates.cues.isEmpty() || templates.triggers.isEmpty()) {
      throw new CorpusException(path + " needs the sections [values: ...], [cues] and [triggers]");
    }
    if (templates.cues.stream().map(Template::isQuoting).distinct().count() > 1) {
      throw new CorpusException(
          path + ": either all cues end in" + Template.QUOTATION_MARK + ", or none does");
    }
    return templates;
  }

  /**
   * The same with some of the cues and triggers of training, and all held-out ones.
   *
   * @param kept by their place among those of training, from 0
   */
  KindTemplates ofTraining(IntPredicate kept) {
    return new KindTemplates(
        kind,
        values,
        aliases,
        ofTraining(cues, kept),
        ofTraining(triggers, kept),
        control,
        persons,
        avoid,
        avoidsCapitals);
  }

  private static List<Template> ofTraining(List<Template> wordings, IntPredicate kept) {
    List<Template> some = new ArrayList<>();
    int place = 0;
    for (Template wording : wordings) {
      if (wording.heldOut() || kept.test(place++)) {
        some.add(wording);
      }
    }
    return some;
  }

  private static TemplateFile only(Path path, TemplateFile.Section section) {
    return new TemplateFile(path, List.of(section));
  }

  private static Set<String> persons(TemplateFile file) {
    Set<String> persons = new HashSet<>();
    file.named("persons").forEach(section -> persons.addAll(section.list()));
    Set<String> all = Set.of("I", "he", "she", "we", "they");
    if (!all.containsAll(persons)) {
      throw new CorpusException(
          file.path()
              + ", line "
              + file.named("persons").get(0).number()
              + ": the persons are I, he, she, we, they, not "
              + persons);
    }
    return persons.isEmpty() ? all : Set.copyOf(persons);
  }

  private static void checkSlots(Template template, Set<String> known) {
    for (String slot : template.slots()) {
      if (!known.contains(slot)) {
        throw new IllegalArgumentException("nothing is known about {" + slot + "}");
      }
    }
  }

  private static void checkTrigger(Template trigger, Set<String> known, Set<String> values) {
    List<String> slots = new ArrayList<>(trigger.slots());
    long answers = slots.stream().filter(ANSWER::equals).count();
    if (trigger.branchValues().isEmpty() ? answers != 1 : answers != 0) {
      throw new IllegalArgumentException("a trigger has one {answer}, or forms in <...|...>");
    }
    if (!values.containsAll(trigger.branchValues())) {
      throw new IllegalArgumentException(
          "the heading's " + trigger.branchValues() + " are not all among the values " + values);
    }
    slots.removeIf(ANSWER::equals);
    for (String slot : slots) {
      if (!Template.PERSON_SLOTS.contains(slot)) {
        throw new IllegalArgumentException(
            known.contains(slot)
                ? "{" + slot + "} belongs to the cue and would give the answer away"
                : "nothing is known about {" + slot + "}");
      }
    }
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

  /** Whether the values are the answers, rather than forms of a verb which they choose. */
  boolean namesAnswers() {
    return triggers.stream().anyMatch(trigger -> trigger.branchValues().isEmpty());
  }

  /** Whether what stands between is quoted in the middle of a sentence. */
  boolean quotes() {
    return cues.get(0).isQuoting();
  }

  /**
   * Names, answers and other words that may never stand between cue and trigger. A name with an
   * article is avoided without it, and with an s, too.
   */
  List<String> forbidden() {
    List<String> words = new ArrayList<>(avoid);
    for (List<Map<String, List<String>>> entries : values.values()) {
      for (Map<String, List<String>> fields : entries) {
        for (List<String> names : fields.values()) {
          for (String name : names) {
            words.add(name);
            String bare = name.replaceFirst("^(?:an?|the) ", "");
            if (!bare.equals(name)) {
              words.add(bare);
              words.add(bare + "s");
            }
          }
        }
      }
    }
    if (namesAnswers()) {
      words.addAll(values.keySet());
    }
    return words;
  }

  /** The words that may be the answer, over all triggers and persons. */
  List<String> answers() {
    if (namesAnswers()) {
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
