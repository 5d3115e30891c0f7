package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.CountLanguageModel;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NGramOptions;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.prediction.SmallCorpus;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final Vocabulary VOCABULARY = SmallCorpus.VOCABULARY;
  private static final CountLanguageModel MODEL =
      new CountLanguageModel(VOCABULARY, SmallCorpus.IDS);

  /** Sentences of the same kind that the model has not seen, and words it does not know. */
  private static final List<int[]> HELD_OUT =
      Stream.of(
              "I would like to know when the train to Paris leaves.",
              "She doesn't know what I want. He bought 12 gherkins!",
              "The cat looked at the dog (the old one), and they ran.",
              "",
              "Do you want to eat at 7:30? We can't.")
          .map(SmallCorpus.ENCODER::encode)
          .toList();

  @TempDir Path folder;

  @Test
  void aUniformModelHasThePerplexityOfItsVocabularysSize() {
    LanguageModel uniform = new UniformModel(VOCABULARY);
    Figures figures = evaluation(EvaluationOptions.ALL).of(uniform, HELD_OUT.stream());
    assertNotNull(figures.perplexity());
    assertEquals(VOCABULARY.size(), figures.perplexity(), VOCABULARY.size() * 1e-5);
  }

  @Test
  void equalsASlowEvaluation() {
    Figures figures = evaluation(EvaluationOptions.ALL).of(MODEL, HELD_OUT.stream());
    double sum = 0;
    int tokens = 0;
    int unknown = 0;
    int ends = 0;
    int words = 0;
    int[] within = new int[6];
    Set<String> marks = Set.of(".", ",", "?", "!", "(", ")", "n't", "'s");
    for (int[] ids : HELD_OUT) {
      LanguageModel.State state = MODEL.start();
      for (int i = 1; i < ids.length; i++) {
        float[] logs = MODEL.logProbabilities(state);
        String target = VOCABULARY.word(ids[i]);
        sum += logs[ids[i]];
        tokens++;
        unknown += target.equals("<unk>") ? 1 : 0;
        ends += target.equals("<eos>") ? 1 : 0;
        if (!Set.of("<eos>", "<num>").contains(target) && !marks.contains(target)) {
          words++;
          List<String> ranking =
              IntStream.range(3, VOCABULARY.size())
                  .boxed()
                  .sorted(Comparator.comparingDouble(id -> -logs[id]))
                  .map(VOCABULARY::word)
                  .filter(w -> w.matches(".*\\w.*") && !w.matches("n't|'.*"))
                  .toList();
          int rank = ranking.indexOf(target);
          for (int k = 1; k <= 5 && rank >= 0; k++) {
            within[k] += rank < k ? 1 : 0;
          }
        }
        state = MODEL.advance(state, ids[i]);
      }
    }
    assertNotNull(figures.perplexity());
    assertEquals(Math.exp(-sum / tokens), figures.perplexity(), 1e-6);
    assertEquals(tokens, figures.tokens());
    assertEquals(words, figures.words());
    assertEquals((double) within[1] / words, figures.top1());
    assertEquals((double) within[3] / words, figures.top3());
    assertEquals((double) within[5] / words, figures.top5());
    assertEquals((double) unknown / (tokens - ends), figures.unknownRate());
    assertTrue(figures.unknownRate() > 0 && figures.top1() > 0 && figures.top1() < figures.top5());
  }

  /** Ranks all words that begin with the letters typed, and looks where the word stands. */
  @Test
  void withLettersTypedItEqualsASlowRanking() {
    Figures figures = evaluation(EvaluationOptions.ALL).of(MODEL, HELD_OUT.stream());
    assertEquals(3, figures.letters().size());
    Set<String> uncounted = Set.of(".", ",", "?", "!", "(", ")", "n't", "'s", "<eos>", "<num>");
    for (int letters = 1; letters <= 3; letters++) {
      int words = 0;
      int[] within = new int[6];
      for (int[] ids : HELD_OUT) {
        LanguageModel.State state = MODEL.start();
        for (int i = 1; i < ids.length; i++) {
          float[] logs = MODEL.logProbabilities(state);
          String target = VOCABULARY.word(ids[i]);
          state = MODEL.advance(state, ids[i]);
          if (target.equals("<unk>")) {
            words++;
          } else if (!uncounted.contains(target) && target.length() > letters) {
            words++;
            String typed = target.substring(0, letters);
            boolean start = ids[i - 1] == Vocabulary.END_OF_SENTENCE;
            int rank =
                IntStream.range(3, VOCABULARY.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(id -> -logs[id]))
                    .map(VOCABULARY::word)
                    .filter(word -> word.matches("\\w.*") && word.length() > typed.length())
                    .filter(word -> fits(word, typed, start))
                    .toList()
                    .indexOf(target);
            assertTrue(rank >= 0, target + " is among those that begin with " + typed);
            for (int k = 1; k <= 5; k++) {
              within[k] += rank < k ? 1 : 0;
            }
          }
        }
      }
      Figures.Letters found = figures.letters().get(letters - 1);
      assertEquals(
          new Figures.Letters(
              letters,
              words,
              (double) within[1] / words,
              (double) within[3] / words,
              (double) within[5] / words),
          found);
      assertTrue(found.top1() > figures.top1(), "letters help: " + figures);
    }
  }

  /** A small letter may stand for a capital; a capital at a sentence's start for a small letter. */
  private static boolean fits(String word, String typed, boolean sentenceStart) {
    String begins = word.substring(0, typed.length());
    if (!begins.equalsIgnoreCase(typed)) {
      return false;
    }
    return IntStream.range(0, typed.length())
        .allMatch(
            i ->
                sentenceStart && i == 0
                    || !Character.isUpperCase(typed.charAt(i))
                    || Character.isUpperCase(begins.charAt(i)));
  }

  @Test
  void aModelThatAlwaysKnowsIsAlwaysRight() {
    for (int[] ids : SmallCorpus.IDS) {
      LanguageModel knows = new AlwaysKnows(VOCABULARY, ids);
      Figures figures = evaluation(EvaluationOptions.ALL).of(knows, Stream.of(ids));
      assertNotNull(figures.perplexity());
      assertEquals(1, figures.perplexity(), 1e-6);
      assertEquals(List.of(1.0, 1.0), List.of(figures.top1(), figures.top5()));
      figures.letters().forEach(at -> assertEquals(1, at.top1(), at + " of " + figures.words()));
    }
  }

  /**
   * Uniform: of the words that begin so, the first in the vocabulary, which are the frequent ones.
   */
  @Test
  void aUniformModelIsRightWhereAWordIsTheMostFrequentOfItsLetters() {
    int[] ids = SmallCorpus.ENCODER.encode("the");
    Figures figures =
        evaluation(EvaluationOptions.ALL).of(new UniformModel(VOCABULARY), Stream.of(ids));
    // longer words than "the" that begin with it, such as "there", are other words
    assertEquals(List.of(1, 2), figures.letters().stream().map(Figures.Letters::letters).toList());
    assertEquals(1, figures.letters().get(1).top1(), "no word in th is as frequent");
  }

  @Test
  void theNGramModelIsJudgedOnTheSameWordsAndHasNoPerplexity() throws IOException {
    NGramColumn.train(SmallCorpus.IDS.stream(), VOCABULARY, folder, NGramOptions.DEFAULT, n -> {});
    NGramColumn column =
        NGramColumn.load(folder, SmallCorpus.ENCODER, BlockList.NONE, PhraseOptions.DEFAULT);
    Figures figures = evaluation(EvaluationOptions.ALL).of(column, HELD_OUT.stream());
    Figures neural = evaluation(EvaluationOptions.ALL).of(MODEL, HELD_OUT.stream());
    assertNull(figures.perplexity());
    assertEquals(neural.words(), figures.words());
    assertEquals(neural.unknownRate(), figures.unknownRate());
    assertTrue(figures.top5() > 0.2, figures.toString());
  }

  @Test
  void aBlockedWordIsAlwaysMissed() {
    List<int[]> documents = List.of(SmallCorpus.ENCODER.encode("the the the the"));
    LanguageModel model = new CountLanguageModel(VOCABULARY, documents);
    BlockList blocked = new BlockList(List.of("the"));
    Figures open = evaluation(EvaluationOptions.ALL).of(model, documents.stream());
    Figures closed =
        new Evaluation(VOCABULARY, blocked, EvaluationOptions.ALL).of(model, documents.stream());
    assertEquals(1, open.top1());
    assertEquals(0, closed.top5());
    assertEquals(open.words(), closed.words());
  }

  @Test
  void aLimitDrawsTheSameDocumentsInAnyOrderAndOnAnyNumberOfThreads() {
    List<int[]> documents = new ArrayList<>(SmallCorpus.IDS);
    EvaluationOptions limited = new EvaluationOptions(100, 5, 1);
    Figures expected = evaluation(limited).of(MODEL, documents.stream());
    assertEquals(100, expected.tokens());
    Collections.shuffle(documents, new Random(1));
    EvaluationOptions threads = new EvaluationOptions(100, 5, 3);
    assertEquals(expected, evaluation(threads).of(MODEL, documents.stream()));
    EvaluationOptions other = new EvaluationOptions(100, 6, 1);
    assertTrue(!expected.equals(evaluation(other).of(MODEL, documents.stream())), "another draw");
  }

  @Test
  void theFieldsOfTheJsonAreThoseAgreedOn() {
    Figures figures = evaluation(EvaluationOptions.ALL).of(MODEL, HELD_OUT.stream());
    JsonNode json = new ObjectMapper().valueToTree(figures);
    for (String field : "perplexity top1 top3 top5 keystrokeSavings unknownRate".split(" ")) {
      assertTrue(json.has(field), json.toString());
    }
    assertTrue(json.get("keystrokeSavings").isNull());
  }

  @Test
  void withoutWordsThereIsNothingToMeasure() {
    Evaluation evaluation = evaluation(EvaluationOptions.ALL);
    assertThrows(IllegalArgumentException.class, () -> evaluation.of(MODEL, Stream.empty()));
  }

  private static Evaluation evaluation(EvaluationOptions options) {
    return new Evaluation(VOCABULARY, BlockList.NONE, options);
  }
}
