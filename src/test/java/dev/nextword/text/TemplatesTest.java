package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void answersEnoughToChooseFrom() {
    assertTrue(read(Kind.THING_AGAIN).answers().size() >= 40);
    assertTrue(read(Kind.PROFESSION_TOOL).answers().size() >= 40);
    assertEquals(List.of("his", "her"), read(Kind.NAME_PRONOUN).answers());
    KindTemplates names = read(Kind.NAME_PRONOUN);
    for (String answer : names.answers()) {
      long count =
          names.values().get(answer).stream().mapToLong(fields -> fields.get("name").size()).sum();
      assertTrue(count >= 30, count + " names");
    }
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
    String mark = templates.quotes() ? "" : "[.,]";
    for (Template template : all) {
      Set<String> words = new HashSet<>(List.of(template.source().split("[^A-Za-z']+")));
      words.retainAll(Set.of("he", "she", "his", "her", "we", "our", "they", "their"));
      assertEquals(Set.of(), words, template.source());
      boolean cue = templates.cues().contains(template);
      renderings(templates, template, cue || !templates.quotes())
          .forEach(
              rendering -> {
                String text = rendering.text.toString();
                assertTrue(text.matches(cue ? "[A-Z].*[a-z]" + mark : "[A-Za-z].*\\."), text);
                assertFalse(text.matches(".*[{}<>|].*|.*  .*|.*\\b(null|a [aeiou]).*"), text);
              });
    }
  }

  /**
   * Every answer of every trigger is one token as the models read it, spelt as it is among the
   * candidates: nothing else could be compared by probability.
   */
  @ParameterizedTest
  @EnumSource
  void everyAnswerIsOneTokenOfTheModels(Kind kind) {
    KindTemplates templates = read(kind);
    Tokenizer tokenizer = new Tokenizer();
    for (Template trigger : templates.triggers()) {
      renderings(templates, trigger, !templates.quotes())
          .forEach(
              rendering -> {
                String text = rendering.text.toString();
                Span answer = rendering.answer;
                assertNotNull(answer, text);
                String word = text.substring(answer.start(), answer.end());
                assertTrue(templates.candidates(trigger, rendering.person).contains(word), text);
                List<Token> there =
                    tokenizer.sentences(text).stream()
                        .flatMap(sentence -> sentence.tokens().stream())
                        .filter(t -> t.end() > answer.start() && t.start() < answer.end())
                        .toList();
                assertEquals(List.of(new Token(word, answer.start(), answer.end())), there, text);
              });
    }
  }

  /** For all persons of the kind and all values that the wording is for. */
  private static Stream<Rendering> renderings(
      KindTemplates templates, Template template, boolean sentenceStart) {
    Collection<String> values =
        template.branchValues().isEmpty() ? templates.values().keySet() : template.branchValues();
    return Stream.of(Person.I, Person.HE, Person.SHE, Person.WE, Person.THEY)
        .filter(person -> templates.persons().contains(person.subject()))
        .flatMap(
            person ->
                values.stream()
                    .map(
                        value -> {
                          Rendering rendering =
                              new Rendering(
                                  new SplittableRandom(1),
                                  person,
                                  null,
                                  value,
                                  templates.values().get(value).get(0),
                                  templates.aliases());
                          rendering.write(template, sentenceStart);
                          return rendering;
                        }));
  }

  @Test
  void everyTriggerHasOneAnswer() {
    for (Kind kind : Kind.values()) {
      for (Template trigger : read(kind).triggers()) {
        // "my French" would give the answer's place away for nothing else.
        assertFalse(
            kind == Kind.PLACE_LANGUAGE && trigger.source().contains("{my} {answer}"),
            trigger.source());
        if (!trigger.branchValues().isEmpty()) {
          for (Person person : List.of(Person.I, Person.HE, Person.WE)) {
            assertEquals(2, Set.copyOf(trigger.firstWords(person)).size(), trigger.source());
          }
        }
      }
    }
  }

  /** Nouns of both numbers stand between every subject and its verb, and the last one is either. */
  @Test
  void everySubjectHasNounsOfTheOtherNumberBeside() {
    KindTemplates templates = read(Kind.VERB_NUMBER);
    for (Template cue : templates.cues()) {
      assertTrue(cue.source().matches(".*\\{who} .*\\{beside}.*"), cue.source());
    }
    List<Template> beside = templates.aliases().get("beside");
    long plural = beside.stream().filter(t -> t.source().endsWith("s")).count();
    assertEquals(beside.size(), 2 * plural, "as many end in a plural as in a singular");
    for (Template nouns : beside) {
      long plurals =
          Arrays.stream(nouns.source().split(" ")).filter(w -> w.matches("\\w{4,}s")).count();
      assertTrue(plurals == 1, nouns.source());
    }
    List<String> singular = names(templates, "singular");
    List<String> many = names(templates, "plural");
    assertEquals(singular.size(), many.size());
  }

  private static List<String> names(KindTemplates templates, String value) {
    return templates.values().get(value).stream()
        .flatMap(fields -> fields.get("who").stream())
        .toList();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[cue];line 8: no heading is called [cue]",
        "[Cues;line 8: not a heading",
        "[triggers]|{I} go by {boat} for {answer}.;line 9: nothing is known about {boat}",
        "[triggers]|{I} go home.;line 9: a trigger has one {answer}",
        "[triggers]|{I} saw {time} and {answer}.;line 9: {time} belongs to the cue",
        "[triggers: past, never]|{I} <a|b>.;line 9: the heading's [past, never]",
        "[triggers: past, present]|{I} <a|> go.;line 9: <a|> has a form",
        "[persons: I, it];line 8: the persons are",
        "[values: time]|late;line 9: \"answer = names | names\" wanted",
      })
  void whatCannotBeReadIsNamedByFileAndLine(String lines, String message, @TempDir Path folder)
      throws IOException {
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
        {I} <need|had> to go.
        """
            + lines.replaceFirst("]\\|", "]\n")
            + "\n");
    CorpusException error =
        assertThrows(CorpusException.class, () -> KindTemplates.read(Kind.TENSE, file));
    assertTrue(error.getMessage().contains("tense.txt, " + message), error.getMessage());
  }

  @Test
  void aMissingFolderIsNamed(@TempDir Path folder) {
    CorpusException error =
        assertThrows(
            CorpusException.class, () -> Weaver.load(folder.resolve("none"), text -> new int[0]));
    assertTrue(error.getMessage().contains("none"), error.getMessage());
  }
}
