package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** What a network says with the weights of another that knows fewer words. */
class KnownWeightsTest {
  private static final Tokenizer TOKENIZER = new Tokenizer();
  private static final Vocabulary KNOWN =
      new VocabularyBuilder(TOKENIZER)
          .add("The cat saw the dog. The dog saw a cat. A dog ran. Once.")
          .build(100, 2);

  /** "parrot" is new and twice as frequent as "sang"; "dog" becomes the most frequent word. */
  private static final Vocabulary WORDS =
      new VocabularyBuilder(TOKENIZER)
          .including(KNOWN)
          .add("The parrot sang. Dog dog dog dog dog dog. A parrot sang. Parrot parrot. Twice.")
          .build(100, 2);

  @ParameterizedTest
  @EnumSource(
      value = CellType.class,
      names = {"RNN", "GRU", "LSTM"})
  void knownWordsKeepTheirProbabilitiesAndNewOnesShareThatOfTheUnknown(CellType cell) {
    WordNetwork trained = network(cell, KNOWN.size(), 5);
    WordNetwork extended = network(cell, WORDS.size(), 6);
    KnownWeights.give(trained.network(), KNOWN, extended, WORDS);
    LanguageModel before = new NetworkLanguageModel("before", KNOWN, trained.stepper());
    LanguageModel after = new NetworkLanguageModel("after", WORDS, extended.stepper());
    LanguageModel.State stateBefore = before.start();
    LanguageModel.State stateAfter = after.start();
    for (String word : new String[] {"the", "dog", "saw", "parrot", "a", "<eos>", "cat"}) {
      float[] was = before.logProbabilities(stateBefore);
      float[] is = after.logProbabilities(stateAfter);
      double unknown = 0;
      for (int id = 0; id < WORDS.size(); id++) {
        int old = KNOWN.id(WORDS.word(id));
        if (old == Vocabulary.UNKNOWN) {
          unknown += Math.exp(is[id]);
        } else {
          // prediction keeps 16 bits of a weight
          assertEquals(was[old], is[id], 2e-3, word + " then " + WORDS.word(id));
        }
      }
      assertEquals(Math.exp(was[Vocabulary.UNKNOWN]), unknown, 2e-3, word);
      double parrot = is[WORDS.id("parrot")];
      double sang = is[WORDS.id("sang")];
      assertEquals(Math.log(2), parrot - sang, 1e-2, "four parrots, two sang");
      stateBefore = before.advance(stateBefore, KNOWN.id(word));
      stateAfter = after.advance(stateAfter, WORDS.id(word));
    }
  }

  @Test
  void everyKnownWordStaysAndTheNewOnesJoinByFrequency() {
    for (int id = 0; id < KNOWN.size(); id++) {
      int now = WORDS.id(KNOWN.word(id));
      assertEquals(KNOWN.word(id), WORDS.word(now));
      assertTrue(WORDS.count(now) >= KNOWN.count(id), KNOWN.word(id));
    }
    assertEquals(4, WORDS.count(WORDS.id("parrot")));
    assertNotEquals(KNOWN.id("cat"), WORDS.id("cat"), "the words are in a new order");
    long unknown = WORDS.count(Vocabulary.UNKNOWN) - KNOWN.count(Vocabulary.UNKNOWN);
    assertEquals(1, unknown, "twice");
    for (int id = Vocabulary.SPECIAL.size() + 1; id < WORDS.size(); id++) {
      assertTrue(WORDS.count(id - 1) >= WORDS.count(id), "by falling count");
    }
  }

  @Test
  void anotherShapeIsRefused() {
    WordNetwork trained = network(CellType.GRU, KNOWN.size(), 5);
    WordNetwork other = network(CellType.LSTM, WORDS.size(), 5);
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () -> KnownWeights.give(trained.network(), KNOWN, other, WORDS));
    assertTrue(refused.getMessage().contains("--from"), refused.getMessage());
  }

  private static WordNetwork network(CellType cell, int words, long seed) {
    WordNetwork network =
        WordNetwork.create(
            new NetworkSettings(cell, words, 4, 6, 1, 5, 0, Initialisation.UNIFORM, 1, seed),
            new NoOp());
    Nd4j.getRandom().setSeed(seed);
    network.network().params().assign(Nd4j.randn(network.network().params().shape()).mul(0.4));
    return network;
  }
}
