package dev.nextword.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NGramOptions;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.prediction.SmallCorpus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NGramExplainerTest {
  @TempDir static Path folder;
  private static NGramExplainer explainer;
  private static NGramColumn column;

  @BeforeAll
  static void train() throws IOException {
    NGramColumn.train(
        SmallCorpus.IDS.stream(),
        SmallCorpus.VOCABULARY,
        folder,
        NGramOptions.DEFAULT,
        tokens -> {});
    column = NGramColumn.load(folder, SmallCorpus.ENCODER, BlockList.NONE, PhraseOptions.DEFAULT);
    explainer = new NGramExplainer(SmallCorpus.ENCODER, column, BlockList.NONE);
  }

  /** Counted in the text of {@link SmallCorpus}, with its trigrams and bigrams. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"I would \", like, 2", // I would like
        "\"They would \", like, 1", // would like
        "\"Paris would \", like, 1",
        "\"I would \", Paris, 0",
        "\"café café \", Paris, 0",
        "\"\", I, 1", // <eos> I
        "\"She speaks \", French, 1", // speaks French
        "\"Tom's sister speaks \", French, 2",
      })
  void saysHowManyWordsTheEstimateUsed(String text, String target, int used) {
    Explanation.OfNGrams explanation =
        explainer.explain(new Explainer.Question(text, target, false, true));
    assertEquals(used, explanation.used());
    assertEquals(target, explanation.target().word());
    assertEquals(
        column.score(text.strip(), java.util.List.of(target))[0],
        explanation.target().logProbability(),
        1e-9);
    assertNull(explanation.target().logit());
  }

  @Test
  void itsOwnTargetIsTheBest() {
    Explanation.OfNGrams explanation =
        explainer.explain(new Explainer.Question("I would ", null, false, true));
    assertEquals("like", explanation.target().word());
    assertEquals(1, explanation.target().rank());
    assertEquals("ngram", explanation.kind());
    assertEquals(3, explanation.tokens().size());
  }
}
