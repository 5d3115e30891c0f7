package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.tokens.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeaverTest {
  private static final Path FOLDER = Path.of("corpus/templates");
  private static final Weaver WEAVER = Weaver.load(FOLDER, new Tokenizer()::words);

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

  private static final Fillers TRAINING = WEAVER.fillers(SENTENCES, false);
  private static final Fillers HELD_OUT = WEAVER.fillers(SENTENCES, true);

  private static void forMany(int count, Consumer<Passage> check) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.values()[i % 2];
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

  /** A slow oracle: cut cue and trigger off by their own wordings, and count what is left. */
  @Test
  void theDistanceIsExact() {
    for (Kind kind : Kind.values()) {
      KindTemplates templates = templates(kind);
      List<Pattern> cues = templates.cues().stream().map(WeaverTest::pattern).toList();
      List<Pattern> triggers = templates.triggers().stream().map(WeaverTest::pattern).toList();
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < 300; i++) {
        Passage passage = WEAVER.passage(random, kind, i % 101, false, TRAINING);
        boolean met =
            cues.stream()
                .flatMap(cue -> ends(cue, passage.text()))
                .map(end -> afterWords(passage.text().substring(end), passage.distance()))
                .anyMatch(rest -> triggers.stream().anyMatch(t -> t.matcher(rest).matches()));
        assertTrue(met, passage.distance() + " words wanted: " + passage.text());
      }
    }
  }

  @Test
  void neitherAnswerNorAnotherCueStandsBefore() {
    Map<Kind, Set<String>> names = new HashMap<>();
    for (Kind kind : Kind.values()) {
      names.put(kind, new HashSet<>(templates(kind).forbidden()));
    }
    forMany(
        200,
        passage -> {
          Span cue = passage.cue();
          assertNotNull(cue);
          List<String> answers =
              passage.kind() == Kind.TENSE
                  ? passage.candidates()
                  : WEAVER.answers(Kind.PLACE_LANGUAGE);
          // The trigger's own words ("to speak both English and ...") are no cue.
          String between = passage.text().substring(cue.end(), passage.answer().start());
          String before = between + " . " + passage.text().substring(0, cue.start());
          for (String answer : answers) {
            assertFalse(holds(before, answer), () -> answer + " in: " + passage.text());
          }
          for (String name : names.get(passage.kind())) {
            // "English" may stand in a trigger; "Lyon, France" is one cue; "these days" a wording.
            boolean ofTrigger =
                holds(trigger(passage), name) || before.contains("lived in " + name);
            if (!ofTrigger && !holds(cueSentence(passage), name)) {
              assertFalse(holds(before, name), () -> name + " in: " + passage.text());
            }
          }
        });
  }

  @Test
  void noSentenceOccursTwiceInAPassage() {
    forMany(
        1000,
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
            "\\b(I (is|are|has|speaks|needs)|[Hh]e (am|are|have|speak|need)|[Ss]he (am|are|have|speak"
                + "|need)|[Ww]e (am|is|was|has|needs)|[Tt]hey (am|is|was|has|speaks|needs))\\b");
    forMany(3000, passage -> assertFalse(wrong.matcher(passage.text()).find(), passage::text));
  }

  @Test
  void nothingLooksOdd() {
    Pattern odd = Pattern.compile("  |[{}<>|*]|\\s[.,?!]|[.,]{2}|,[^ ]|^[^A-Z]|[.?!] [a-z]|\\n");
    forMany(
        5000,
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

  @Test
  void answersAreDrawnEvenly() {
    SplittableRandom random = new SplittableRandom(2);
    Map<String, Integer> languages = new HashMap<>();
    Map<String, Integer> forms = new HashMap<>();
    for (int i = 0; i < 7000; i++) {
      Passage place = WEAVER.passage(random, Kind.PLACE_LANGUAGE, 0, false, TRAINING);
      languages.merge(place.answerWord(), 1, Integer::sum);
      Passage tense = WEAVER.passage(random, Kind.TENSE, 0, false, TRAINING);
      int index = tense.candidates().indexOf(tense.answerWord());
      forms.merge(index == 1 ? "past" : "other", 1, Integer::sum);
    }
    int languageCount = WEAVER.answers(Kind.PLACE_LANGUAGE).size();
    assertEquals(languageCount, languages.size());
    double expected = 7000.0 / languageCount;
    // Five standard deviations of a binomial count.
    double tolerance = 5 * Math.sqrt(expected);
    languages.forEach((answer, count) -> assertEquals(expected, count, tolerance, answer));
    assertEquals(3500, forms.get("past"), 5 * Math.sqrt(7000 / 4.0));
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

  private static String cueSentence(Passage passage) {
    Span cue = passage.cue();
    assertNotNull(cue);
    int end = passage.text().indexOf('.', cue.end() - 1);
    return passage.text().substring(0, end + 1);
  }

  private static String trigger(Passage passage) {
    String context = passage.context();
    return context.substring(Math.max(context.lastIndexOf(". ") + 1, 0));
  }

  /** What is left when so many words are taken off. */
  private static String afterWords(String text, int words) {
    String left = text.strip();
    for (int i = 0; i < words; i++) {
      int space = left.indexOf(' ');
      left = space < 0 ? "" : left.substring(space + 1);
    }
    return left;
  }

  /** Where the cue may end: behind a full stop or comma among the first words. */
  private static Stream<Integer> ends(Pattern cue, String text) {
    return IntStream.range(1, Math.min(text.length(), 120))
        .filter(end -> ".,".indexOf(text.charAt(end - 1)) >= 0)
        .filter(end -> cue.matcher(text.substring(0, end)).matches())
        .boxed();
  }

  /** The wording with anything in its slots; its last mark may have become a comma. */
  private static Pattern pattern(Template template) {
    String source = template.source();
    String[] literals = source.substring(0, source.length() - 1).split("\\{[^}]*}|<[^>]*>", -1);
    return Pattern.compile(
        Arrays.stream(literals)
            .map(literal -> "(?i:" + Pattern.quote(literal) + ")")
            .collect(Collectors.joining("[^.]{1,40}", "", "[.,]")));
  }
}
