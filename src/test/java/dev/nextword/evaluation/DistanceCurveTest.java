package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.Context;
import dev.nextword.prediction.CountLanguageModel;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistanceCurveTest {
  private static final Tokenizer TOKENIZER = new Tokenizer();
  private static final Weaver WEAVER =
      Weaver.load(Path.of("corpus/templates"), TOKENIZER::wordStarts);
  private static final HeldOutPassages PASSAGES =
      new HeldOutPassages(
          WEAVER,
          WEAVER.fillers(
              List.of("The kettle whistled.", "A grey cat sat on the wall.", "It rained."), true),
          true,
          30,
          1);
  private static final List<Passage> TENSE = PASSAGES.of(Kind.TENSE, 3);
  private static final List<Passage> PLACES = PASSAGES.of(Kind.PLACE_LANGUAGE, 3);

  /** Knows half of the passages, so that some answers are unknown words. */
  private static final TextEncoder ENCODER = encoder(PLACES.subList(0, 15));

  private static final CountLanguageModel MODEL =
      new CountLanguageModel(
          ENCODER.vocabulary(),
          PLACES.stream().limit(15).map(passage -> ENCODER.encode(passage.text())).toList());

  private static TextEncoder encoder(List<Passage> passages) {
    VocabularyBuilder builder = new VocabularyBuilder(TOKENIZER);
    passages.forEach(passage -> builder.add(passage.text()));
    return new TextEncoder(builder.build(10_000, 1), TOKENIZER);
  }

  private static List<Question> questions(List<Passage> passages, TextEncoder encoder) {
    return passages.stream().map(passage -> Question.of(passage, encoder)).toList();
  }

  @Test
  void equalsASlowMeasurement() {
    Vocabulary vocabulary = ENCODER.vocabulary();
    double right = 0;
    double probability = 0;
    List<Double> ranks = new ArrayList<>();
    int unknown = 0;
    for (Passage passage : PLACES) {
      LanguageModel.State state = MODEL.start();
      int[] ids = ENCODER.encode(passage.context()).clone();
      int length = ids[ids.length - 1] == Vocabulary.END_OF_SENTENCE ? ids.length - 1 : ids.length;
      for (int i = 1; i < length; i++) {
        state = MODEL.advance(state, ids[i]);
      }
      float[] logs = MODEL.logProbabilities(state);
      int answer = vocabulary.id(passage.answerWord());
      if (answer == Vocabulary.UNKNOWN) {
        unknown++;
        ranks.add(251.0);
        continue;
      }
      probability += Math.exp(logs[answer]);
      double best = Double.NEGATIVE_INFINITY;
      int equal = 0;
      for (String candidate : passage.candidates()) {
        int id = vocabulary.id(candidate);
        if (id != Vocabulary.UNKNOWN && logs[id] >= best) {
          equal = logs[id] > best ? 1 : equal + 1;
          best = logs[id];
        }
      }
      right += logs[answer] == best ? 1.0 / equal : 0;
      List<String> ranking =
          IntStream.range(3, vocabulary.size())
              .boxed()
              .sorted(Comparator.comparingDouble(id -> -logs[id]))
              .map(vocabulary::word)
              .filter(word -> word.matches(".*\\w.*") && !Detokenizer.attachesLeft(word))
              .toList();
      ranks.add(Math.min(251, 1.0 + ranking.indexOf(passage.answerWord())));
    }
    DistanceCurve.Point point = point(MODEL, PLACES, ENCODER);
    assertTrue(unknown > 0 && unknown < PLACES.size(), unknown + " unknown answers");
    assertEquals(right / PLACES.size(), point.accuracy().value(), 1e-9);
    assertEquals(probability / PLACES.size(), point.probability().value(), 1e-6);
    double[] sorted = ranks.stream().mapToDouble(r -> r).sorted().toArray();
    assertEquals((sorted[14] + sorted[15]) / 2, point.rank().value());
    assertEquals(1.0 / WEAVER.answers(Kind.PLACE_LANGUAGE).size(), point.chance(), 1e-9);
    assertEquals(3, point.distance());
    assertTrue(point.lag() > 3, "the rest of both wordings: " + point.lag());
  }

  @Test
  void aModelThatMakesNoDifferenceScoresChance() {
    for (List<Passage> passages : List.of(TENSE, PLACES)) {
      TextEncoder all = encoder(passages);
      // an answer that no passage has is no word of this vocabulary, and never chosen
      double chance =
          passages.stream()
              .mapToDouble(p -> 1.0 / p.candidates().stream().filter(a -> isKnown(a, all)).count())
              .average()
              .orElseThrow();
      DistanceCurve.Point point = point(new UniformModel(all.vocabulary()), passages, all);
      assertEquals(chance, point.accuracy().value(), 1e-9);
      assertEquals(1.0 / all.vocabulary().size(), point.probability().value(), 1e-6);
    }
  }

  private static boolean isKnown(String word, TextEncoder encoder) {
    return encoder.vocabulary().id(word) != Vocabulary.UNKNOWN;
  }

  @Test
  void passagesOfAKindAndDistanceDependOnTheSeedAlone() {
    assertEquals(PLACES, PASSAGES.of(Kind.PLACE_LANGUAGE, 3));
    HeldOutPassages other = new HeldOutPassages(WEAVER, PASSAGES.fillers(), true, 30, 2);
    assertNotEquals(PLACES, other.of(Kind.PLACE_LANGUAGE, 3));
    Set<String> texts = new HashSet<>();
    PASSAGES.of(Kind.PLACE_LANGUAGE, 5).forEach(passage -> texts.add(passage.text()));
    assertTrue(texts.size() > 20, texts.size() + " different ones of 30");
  }

  @Test
  void aQuestionEndsBeforeItsAnswer() {
    TextEncoder all = encoder(TENSE);
    for (Passage passage : TENSE) {
      Question question = Question.of(passage, all);
      assertEquals(passage.answerWord(), all.vocabulary().word(question.answer()));
      assertEquals(question.answer(), question.candidates()[question.right()]);
      for (int i : Question.cue(passage, all)) {
        assertTrue(i > 0 && i < question.before().length);
        String word = all.vocabulary().word(question.before()[i]);
        assertTrue(passage.cueWord().toLowerCase().contains(word.toLowerCase()), word);
      }
    }
  }

  private static DistanceCurve.Point point(
      LanguageModel model, List<Passage> passages, TextEncoder encoder) {
    return new DistanceCurve(Context.start(model), encoder.vocabulary())
        .point(3, questions(passages, encoder));
  }
}
