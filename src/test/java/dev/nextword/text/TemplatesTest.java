package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates themselves: enough of them, none twice, every one readable. */
class TemplatesTest {
  private static final Path FOLDER = Path.of("corpus/templates");

  private static KindTemplates read(Kind kind) {
    return KindTemplates.read(kind, FOLDER.resolve(kind.label() + ".txt"));
  }

  @ParameterizedTest
  @EnumSource
  void fortyCuesAndTriggersForTrainingAndATenthBeside(Kind kind) {
    KindTemplates templates = read(kind);
    for (List<Template> list : List.of(templates.cues(), templates.triggers())) {
      long heldOut = list.stream().filter(Template::heldOut).count();
      assertTrue(list.size() - heldOut >= 40, list.size() + " wordings");
      assertTrue(heldOut * 10 >= list.size(), heldOut + " held out of " + list.size());
      assertTrue(heldOut * 5 < list.size(), heldOut + " held out of " + list.size());
      Set<String> different = new HashSet<>();
      list.forEach(template -> assertTrue(different.add(template.source()), template.source()));
    }
  }

  @Test
  void thirtyLanguagesAndTheirPlaces() {
    KindTemplates templates = read(Kind.PLACE_LANGUAGE);
    assertTrue(templates.values().size() >= 30);
    assertTrue(templates.values().values().stream().mapToInt(List::size).sum() >= 35);
    assertEquals(List.copyOf(templates.values().keySet()), templates.answers());
  }

  /** Each place leads to one language only. */
  @Test
  void noCueIsAmbiguous() {
    for (Kind kind : Kind.values()) {
      Set<String> seen = new HashSet<>();
      read(kind)
          .values()
          .forEach(
              (answer, places) ->
                  places.forEach(
                      place ->
                          place
                              .values()
                              .forEach(
                                  names ->
                                      names.forEach(name -> assertTrue(seen.add(name), name)))));
    }
  }

  /** What the page shows as an example is never trained on word for word. */
  @Test
  void thePagesExamplesAreHeldOut() {
    List<String> examples =
        List.of(
            "{I} went to {place} when {I} {was} young.",
            "so {I} {speak|speaks} fluent {answer}.",
            "{time}, due to {my} current job situation and family conditions,",
            "{I} <{need|needs}|had> to take a loan.");
    for (String example : examples) {
      long found = 0;
      for (Kind kind : Kind.values()) {
        List<Template> all = new ArrayList<>(read(kind).cues());
        all.addAll(read(kind).triggers());
        found += all.stream().filter(t -> t.source().equals(example) && t.heldOut()).count();
      }
      assertEquals(1, found, example);
    }
  }

  /** Every wording for every person: slots filled, agreeing, no literal pronoun that could not. */
  @ParameterizedTest
  @EnumSource
  void everyWordingRendersForEveryPerson(Kind kind) {
    KindTemplates templates = read(kind);
    List<Template> all = new ArrayList<>(templates.cues());
    all.addAll(templates.triggers());
    for (Template template : all) {
      Set<String> words = new HashSet<>(List.of(template.source().split("[^A-Za-z']+")));
      words.retainAll(Set.of("he", "she", "his", "her", "we", "our", "they", "their"));
      assertEquals(Set.of(), words, template.source());
      for (Person person : List.of(Person.I, Person.HE, Person.SHE, Person.WE, Person.THEY)) {
        for (String value :
            template.branchValues().isEmpty()
                ? templates.values().keySet()
                : template.branchValues()) {
          Rendering rendering =
              new Rendering(
                  new SplittableRandom(1),
                  person,
                  null,
                  value,
                  templates.values().get(value).get(0),
                  templates.aliases());
          rendering.write(template, true);
          String text = rendering.text.toString();
          assertTrue(text.matches("[A-Z].*[.,]"), text);
          assertFalse(text.matches(".*[{}<>|].*|.*  .*|.*\\b(null|a [aeiou]).*"), text);
        }
      }
    }
  }

  @Test
  void everyTriggerHasOneAnswer() {
    for (Template trigger : read(Kind.PLACE_LANGUAGE).triggers()) {
      assertEquals(2, trigger.source().split("\\{answer}", -1).length, trigger.source());
      // "my French" would give the answer's place away for nothing else.
      assertFalse(trigger.source().contains("{my} {answer}"), trigger.source());
    }
    for (Template trigger : read(Kind.TENSE).triggers()) {
      for (Person person : List.of(Person.I, Person.HE, Person.WE)) {
        List<String> forms = trigger.firstWords(person);
        assertEquals(2, Set.copyOf(forms).size(), trigger.source());
      }
    }
  }

  /** No phrase tells the tense, and none begins like another kind of thing. */
  @Test
  void phrasesHaveNoVerbForms() {
    Set<String> telling =
        new HashSet<>(
            List.of("is", "was", "are", "were", "am", "had", "has", "have", "did", "does", "will"));
    List<Template> phrases = TemplateFile.read(FOLDER.resolve("phrases.txt")).templates("");
    assertTrue(phrases.size() >= 80);
    for (Template phrase : phrases) {
      List<String> words = Words.normalised(phrase.source().toLowerCase(Locale.ROOT));
      assertTrue(words.stream().noneMatch(telling::contains), phrase.source());
    }
  }

  @Test
  void aBadLineIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tense.txt");
    Files.writeString(
        file,
        """
        [values: time]
        present = today
        past = yesterday
        [cues]
        {time},
        [triggers: present, past]
        {I} <need|had|shall> to go.
        """);
    CorpusException error =
        assertThrows(CorpusException.class, () -> KindTemplates.read(Kind.TENSE, file));
    assertTrue(error.getMessage().contains("tense.txt, line 7: "), error.getMessage());
    assertTrue(error.getMessage().contains("3 forms, the heading 2"), error.getMessage());
  }

  @Test
  void aMissingFolderIsNamed(@TempDir Path folder) {
    CorpusException error =
        assertThrows(
            CorpusException.class, () -> Weaver.load(folder.resolve("none"), String::length));
    assertTrue(error.getMessage().contains("none"), error.getMessage());
  }
}
