package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeaverTest {
  private static final Path FOLDER = Path.of("corpus/templates");
  private static final Tokenizer TOKENIZER = new Tokenizer();
  private static final Weaver WEAVER = Weaver.load(FOLDER, TOKENIZER::wordStarts);

  /** Sentences of many lengths; some hold words that must never stand between. */
  private static final List<String> SENTENCES =
      List.of(
          "The kettle whistled in the kitchen.",
          "Nobody had asked for a second cup of tea.",
          "My sister hasn't come home yet.",
          "A grey cat sat on the wall and looked at the birds in the garden.",
          "There is always somebody who sings too loudly.",
          "We crossed the bridge twice.",
          "He forgot his umbrella again.",
          "Is anyone still awake at this hour?",
          "Paris was full of people that week.",
          "She has a friend who teaches Spanish at a school near the river.",
          "They bought Turkey's best carpets for almost nothing.",
          "Yesterday the post came late.",
          "Many of the shops on the square had closed by the end of that long and quiet winter.",
          "The old man gave the children three apples and a very small green pear.",
          "It rains a lot in autumn.",
          "Two boats were waiting.",
          "You should really read that letter before the others get back from the market.",
          "The stairs were steep and the lamp was broken.");

  private static final Fillers TRAINING = fillers(Split.TRAIN, false);
  private static final Fillers HELD_OUT = fillers(Split.TEST, true);

  private static Fillers fillers(Split split, boolean heldOut) {
    List<String> sentences = new ArrayList<>(SENTENCES);
    try (Stream<Document> documents =
        Corpora.open(Path.of("corpus/sample/everyday.txt")).documents(split)) {
      documents.forEach(document -> sentences.add(document.text()));
    }
    return WEAVER.fillers(sentences, heldOut);
  }

  private static void forMany(int count, Consumer<Passage> check) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      int distance = random.nextInt(61);
      boolean heldOut = random.nextBoolean();
      check.accept(WEAVER.passage(random, kind, distance, heldOut, heldOut ? HELD_OUT : TRAINING));
    }
  }

  @Test
  void aPassageIsReadAsDocumented() {
    SplittableRandom random = new SplittableRandom(1);
    Passage passage = WEAVER.passage(random, Kind.PLACE_LANGUAGE, 12, false, TRAINING);
    assertEquals(12, passage.distance());
    assertTrue(passage.candidates().contains(passage.answerWord()));
    assertTrue(passage.text().startsWith(passage.context()));
    assertFalse(passage.context().endsWith(" "));
    assertTrue(passage.lag() > passage.distance());
    Document document = passage.document("woven#1");
    assertEquals(List.of(passage.answer()), document.answers());
  }

  /**
   * A slow oracle: the tokens of the whole text, counted by their places; and what stands around is
   * the wordings that the passage names, nothing more.
   */
  @ParameterizedTest
  @EnumSource
  void everyDistanceIsExact(Kind kind) {
    SplittableRandom random = new SplittableRandom(3);
    for (int distance = 0; distance <= 100; distance++) {
      checkDistance(WEAVER.passage(random, kind, distance, false, TRAINING), distance);
    }
    checkDistance(WEAVER.passage(random, kind, 200, false, TRAINING), 200);
    checkDistance(WEAVER.passage(random, kind, 40, true, HELD_OUT), 40);
  }

  private static void checkDistance(Passage passage, int distance) {
    Span between = passage.between();
    String cue = passage.wording().cue();
    assertNotNull(cue);
    assertEquals(distance, passage.distance());
    assertEquals(distance, words(passage, between.start(), between.end()), passage::text);
    Span named = passage.cue();
    assertNotNull(named);
    assertEquals(
        passage.lag(), words(passage, named.end(), passage.answer().start()), passage::text);
    String before = passage.text().substring(0, between.start()).strip();
    String after = passage.text().substring(between.end()).strip();
    assertTrue(pattern(cue).matcher(before).matches(), () -> cue + ": " + passage.text());
    String trigger = passage.wording().trigger();
    assertTrue(pattern(trigger).matcher(after).matches(), () -> trigger + ": " + passage.text());
  }

  private static long words(Passage passage, int from, int to) {
    return TOKENIZER.sentences(passage.text()).stream()
        .flatMap(sentence -> sentence.tokens().stream())
        .filter(token -> token.start() >= from && token.end() <= to)
        .filter(token -> token.text().codePoints().anyMatch(Character::isLetterOrDigit))
        .count();
  }

  @Test
  void neitherAnswerNorAnotherCueStandsBetween() {
    Map<Kind, Set<String>> names = new HashMap<>();
    for (Kind kind : Kind.values()) {
      names.put(kind, new HashSet<>(templates(kind).forbidden()));
    }
    forMany(
        600,
        passage -> {
          Span cue = passage.cue();
          assertNotNull(cue);
          String between = passage.of(passage.between());
          for (String name : names.get(passage.kind())) {
            assertFalse(holds(between, name), () -> name + " in: " + passage.text());
          }
          // The answers neither in what follows the cue's name nor in what stands before it.
          String around =
              passage.text().substring(0, cue.start())
                  + " . "
                  + passage.text().substring(cue.end(), passage.answer().start());
          for (String answer : passage.candidates()) {
            assertFalse(holds(around, answer), () -> answer + " in: " + passage.text());
          }
        });
  }

  /** Names that no list knows stand neither inside a sentence nor at its beginning. */
  @Test
  void noOtherNameStandsBetweenANameAndItsPronoun() {
    List<String> sentences =
        List.of(
            "Dickon planted a row of beans.",
            "Nobody knew where Dickon slept.",
            "Every door was open.",
            "The roses did well in every garden.",
            "It was planted by nobody.");
    Fillers fillers = WEAVER.fillers(sentences, false);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 100; i++) {
      Passage passage = WEAVER.passage(random, Kind.NAME_PRONOUN, i % 20, false, fillers);
      assertFalse(passage.text().contains("Dickon"), passage::text);
    }
    assertEquals(2, Arrays.stream(fillers.masks(Kind.NAME_PRONOUN)).limit(5).sum());
  }

  /**
   * Wordings, phrases and short sentences: those of measuring never in training, nor the reverse.
   */
  @Test
  void heldOutWordingsNeverStandInTraining() {
    Map<Boolean, Set<String>> wordings = Map.of(true, new HashSet<>(), false, new HashSet<>());
    Map<Boolean, Set<String>> sentences = Map.of(true, new HashSet<>(), false, new HashSet<>());
    for (Kind kind : Kind.values()) {
      List<Template> all = new ArrayList<>(templates(kind).cues());
      all.addAll(templates(kind).triggers());
      all.forEach(t -> wordings.get(t.heldOut()).add(kind.label() + t.source()));
    }
    for (Template phrase : TemplateFile.read(FOLDER.resolve("phrases.txt")).templates("")) {
      sentences.get(phrase.heldOut()).add(", " + phrase.source() + ",");
    }
    for (TemplateFile.Line line :
        TemplateFile.read(FOLDER.resolve("short.txt")).read("", line -> line)) {
      sentences.get(line.heldOut()).add(". " + line.text() + " ");
    }
    forMany(
        1200,
        passage -> {
          boolean heldOut = passage.wording().heldOut();
          assertEquals(heldOut, passage.wording().fillersHeldOut());
          Set<String> own = wordings.get(heldOut);
          assertTrue(own.contains(passage.kind().label() + passage.wording().cue()));
          assertTrue(own.contains(passage.kind().label() + passage.wording().trigger()));
          for (String other : sentences.get(!heldOut)) {
            assertFalse(passage.text().contains(other), () -> other + " in: " + passage.text());
          }
        });
  }

  @Test
  void wordingsToChooseByAreNeitherThoseOfTrainingNorHeldOutOnes() {
    Weaver training = WEAVER.withoutEvery(10);
    Weaver choosing = WEAVER.withOnlyEvery(10);
    for (Kind kind : List.of(Kind.PLACE_LANGUAGE, Kind.TENSE)) {
      SplittableRandom random = new SplittableRandom(3);
      Set<String> trained = new HashSet<>();
      Set<String> chosenBy = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        Passage.Wording wording = training.passage(random, kind, 5, false, TRAINING).wording();
        trained.add(wording.cue());
        trained.add(wording.trigger());
        wording = choosing.passage(random, kind, 5, false, TRAINING).wording();
        chosenBy.add(wording.cue());
        chosenBy.add(wording.trigger());
      }
      assertTrue(Collections.disjoint(trained, chosenBy), kind.label());
      long all = trained.size() + chosenBy.size();
      assertEquals(0.1, chosenBy.size() / (double) all, 0.02, kind.label());
      assertTrue(all >= 150, "every wording of training is in one of the two: " + all);
      Passage.Wording heldOut = choosing.passage(random, kind, 5, true, HELD_OUT).wording();
      assertFalse(trained.contains(heldOut.cue()) || chosenBy.contains(heldOut.cue()));
    }
  }

  @Test
  void noSentenceOccursTwiceInAPassage() {
    forMany(
        600,
        passage -> {
          for (String sentence : SENTENCES) {
            int first = passage.text().indexOf(sentence);
            assertTrue(first < 0 || passage.text().indexOf(sentence, first + 1) < 0, passage::text);
          }
        });
  }

  @Test
  void thePersonsAgree() {
    Pattern wrong =
        Pattern.compile(
            "\\b(I (is|are|has|speaks|needs)|[Hh]e (am|are|have|speak|need)|[Ss]he"
                + " (am|are|have|speak|need)|[Ww]e (am|is|was|has|needs)|[Tt]hey"
                + " (am|is|was|has|speaks|needs))\\b");
    forMany(600, passage -> assertFalse(wrong.matcher(passage.text()).find(), passage::text));
  }

  @Test
  void nothingLooksOdd() {
    Pattern odd = Pattern.compile("  |[{}<>|*]|\\s[.,?!]|[.,]{2}|,[^ ]|^[^A-Z]|[.?!] [a-z]|\\n");
    forMany(
        1200,
        passage -> {
          assertFalse(odd.matcher(passage.text()).find(), passage::text);
          assertTrue(passage.text().endsWith("."), passage::text);
        });
  }

  @Test
  void aSeedGivesTheSamePassages() {
    for (Kind kind : Kind.values()) {
      Passage one = WEAVER.passage(new SplittableRandom(5), kind, 20, false, TRAINING);
      Passage same = WEAVER.passage(new SplittableRandom(5), kind, 20, false, TRAINING);
      Passage other = WEAVER.passage(new SplittableRandom(6), kind, 20, false, TRAINING);
      assertEquals(one, same);
      assertNotEquals(one, other);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAreDrawnEvenly(Kind kind) {
    SplittableRandom random = new SplittableRandom(2);
    Map<String, Integer> counts = new HashMap<>();
    int count = 800;
    boolean named = templates(kind).namesAnswers();
    for (int i = 0; i < count; i++) {
      Passage passage = WEAVER.passage(random, kind, 0, false, TRAINING);
      int index = passage.candidates().indexOf(passage.answerWord());
      counts.merge(named ? passage.answerWord() : "form " + index, 1, Integer::sum);
    }
    assertEquals(named ? WEAVER.answers(kind).size() : 2, counts.size());
    double expected = (double) count / counts.size();
    // Five standard deviations of a binomial count.
    double tolerance = 5 * Math.sqrt(expected * (1 - 1.0 / counts.size()));
    counts.forEach((answer, n) -> assertEquals(expected, n, tolerance, answer));
  }

  @Test
  void aControlPassageHasNoCueAndNoAnswer() {
    SplittableRandom random = new SplittableRandom(4);
    int english = 0;
    for (int i = 0; i < 1000; i++) {
      Passage passage = WEAVER.control(random, Kind.PLACE_LANGUAGE, i % 30, false, TRAINING);
      assertEquals("", passage.cueWord());
      assertEquals(-1, passage.lag());
      assertEquals(List.of(), passage.document("control").answers());
      english += passage.answerWord().equals("English") ? 1 : 0;
    }
    assertTrue(english > 300 && english < 700, "English " + english + " times in 1,000");
  }

  @Test
  void aVerbWithoutItsSubjectHasNoControl() {
    assertFalse(WEAVER.hasControl(Kind.VERB_NUMBER));
    assertThrows(
        IllegalArgumentException.class,
        () -> WEAVER.control(new SplittableRandom(1), Kind.VERB_NUMBER, 3, false, TRAINING));
  }

  @Test
  void aDistanceThatCannotBeMetIsSaid() {
    Fillers few = WEAVER.fillers(List.of(), true);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> WEAVER.passage(new SplittableRandom(1), Kind.TENSE, 500, true, few));
    assertTrue(error.getMessage().contains("500 words"), error.getMessage());
  }

  private static KindTemplates templates(Kind kind) {
    return KindTemplates.read(kind, FOLDER.resolve(kind.label() + ".txt"));
  }

  private static boolean holds(String text, String phrase) {
    String words = " " + String.join(" ", Words.normalised(text)) + " ";
    return words.contains(" " + String.join(" ", Words.normalised(phrase)) + " ");
  }

  /** The wording with anything in its slots; its last mark may have become a comma. */
  private static Pattern pattern(String source) {
    String bare = source.replace(" (\"...\")", "").replaceFirst("[.,]$", "");
    String[] literals = bare.split("\\{[^}]*}|<(?:[^{>]|\\{[^}]*})*>", -1);
    return Pattern.compile(
        Arrays.stream(literals)
            .map(literal -> "(?i:" + Pattern.quote(literal) + ")")
            .collect(Collectors.joining("[^.]{1,60}", "", "[.,]?")));
  }
}
