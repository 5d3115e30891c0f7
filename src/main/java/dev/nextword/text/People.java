package dev.nextword.text;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Whom passages are about, read from {@code people.txt}. Immutable. */
final class People {
  private final Map<Person, List<String>> mentions = new HashMap<>();

  People(Path file) {
    TemplateFile who = TemplateFile.read(file);
    mentions.put(Person.HE, who.read("he", TemplateFile.Line::text));
    mentions.put(Person.SHE, who.read("she", TemplateFile.Line::text));
    mentions.put(Person.THEY, who.read("they", TemplateFile.Line::text));
  }

  /**
   * What a passage is about.
   *
   * @param mention a name or noun for a third person; null when a pronoun must do
   * @param value the answer, or what decides it
   */
  record Subject(Person person, @Nullable String mention, String value) {}

  /** Somebody of whom the kind's wordings may speak, and one of the values. */
  Subject draw(
      RandomGenerator random, KindTemplates kind, ForbiddenWords forbidden, List<String> values) {
    while (true) {
      Person person = person(random);
      if (!kind.persons().contains(person.subject())) {
        continue;
      }
      List<String> names = mentions.getOrDefault(person, List.of());
      boolean named = !names.isEmpty() && random.nextInt(4) > 0;
      String mention = named ? names.get(random.nextInt(names.size())) : null;
      // "The new nurse" would be a second cue where professions decide.
      if (mention == null || (forbidden.mask(mention) & ForbiddenWords.NEVER) == 0) {
        return new Subject(person, mention, values.get(random.nextInt(values.size())));
      }
    }
  }

  private static Person person(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> Person.HE;
      case 2, 3 -> Person.SHE;
      case 4 -> Person.WE;
      case 5 -> Person.THEY;
      default -> Person.I;
    };
  }
}
