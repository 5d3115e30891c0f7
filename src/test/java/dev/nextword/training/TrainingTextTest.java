package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.IdsFile;
import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.CorpusException;
import dev.nextword.text.Document;
import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On 150 lines of its own, of which each names somebody whom no other line names. */
class TrainingTextTest {
  private static final int LINES = 150;
  private static final Weaver WEAVER =
      Weaver.load(Path.of("corpus/templates"), new Tokenizer()::wordStarts);

  @TempDir static Path temp;
  @TempDir Path folder;
  private static Corpus corpus;

  @BeforeAll
  static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      String name = name(i);
      lines.add(
          "The letter of "
              + name
              + " came on a rainy morning, and "
              + name
              + " put the kettle on for the neighbours.");
    }
    Path file = temp.resolve("letters.txt");
    Files.write(file, lines);
    corpus = Corpora.open(file);
  }

  /** Such as Xaaca: of letters alone, since numbers are folded. */
  private static String name(int i) {
    return "Xa" + (char) ('a' + i / 25) + (char) ('a' + i % 25) + "a";
  }

  private TrainingText prepare(int rounds) throws IOException {
    return TrainingText.prepare(corpus, rounds == 0 ? null : WEAVER, rounds, 5_000, 1, folder);
  }

  @Test
  void eachPartIsEncodedAsItStands() throws IOException {
    TrainingText text = prepare(0);
    TextEncoder encoder = new TextEncoder(text.vocabulary(), new Tokenizer());
    long all = 0;
    for (Split split : Split.values()) {
      IdsFile ids = TrainingText.ids(folder, split);
      assertEquals(text.documents().get(split), (long) ids.documents());
      assertEquals(text.words().get(split), (long) ids.words());
      all += ids.documents();
      try (Stream<Document> documents = corpus.documents(split)) {
        int i = 0;
        for (Document document : documents.toList()) {
          assertArrayEquals(encoder.encode(document).ids(), ids.ids(i++));
        }
      }
    }
    assertEquals(LINES, all);
    assertEquals(text.vocabulary().size(), TrainingText.vocabulary(folder).size());
  }

  @Test
  void theVocabularyIsOfTrainingTextAlone() throws IOException {
    Vocabulary vocabulary = prepare(0).vocabulary();
    for (Split split : Split.values()) {
      try (Stream<Document> documents = corpus.documents(split)) {
        documents.forEach(
            document -> {
              String name = document.text().split(" ")[3];
              boolean known = vocabulary.id(name) != Vocabulary.UNKNOWN;
              assertEquals(split == Split.TRAIN, known, name + " of " + split);
            });
      }
    }
  }

  @Test
  void withoutAWeaverThereAreNoPassagesNotEvenOldOnes() throws IOException {
    prepare(1);
    assertNotNull(TrainingText.woven(folder));
    prepare(0);
    assertNull(TrainingText.woven(folder));
  }

  @Test
  void passagesComeInRoundsOfRisingDistance() throws IOException {
    int rounds = 3;
    TrainingText text = prepare(rounds);
    List<String> sentences = TrainingText.sentences(corpus, new Tokenizer());
    List<Passage> passages =
        TrainingText.passages(
            WEAVER, WovenMix.OF_MODELS, sentences, CellTrainer.WOVEN_DISTANCES, rounds, 1);
    IdsFile woven = TrainingText.woven(folder);
    assertNotNull(woven);
    assertEquals(rounds * CellTrainer.WOVEN_DISTANCES, woven.documents());
    TextEncoder encoder = new TextEncoder(text.vocabulary(), new Tokenizer());
    int controls = 0;
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      assertEquals(i % 61, passage.distance());
      if (passage.cue() == null) {
        controls++;
      } else {
        assertTrue(passage.lag() >= passage.distance(), passage.text());
      }
      assertArrayEquals(
          encoder.encode(new Document("woven", passage.text())).ids(), woven.ids(i), "as written");
    }
    assertTrue(controls > 10 && controls < 60, controls + " of 183 have no cue");
  }

  @Test
  void theMixSaysOfWhichKindsPassagesAre() {
    List<String> sentences = TrainingText.sentences(corpus, new Tokenizer());
    Map<Kind, Integer> shares = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      shares.put(kind, kind == Kind.TENSE ? 0 : 1);
    }
    Map<Kind, Integer> drawn = new EnumMap<>(Kind.class);
    for (Passage passage :
        TrainingText.passages(
            WEAVER, new WovenMix(shares, false), sentences, CellTrainer.WOVEN_DISTANCES, 3, 1)) {
      drawn.merge(passage.kind(), 1, Integer::sum);
      assertFalse(passage.wording().heldOut() || passage.wording().fillersHeldOut());
    }
    assertEquals(Kind.values().length - 1, drawn.size());
    assertNull(drawn.get(Kind.TENSE));
    for (Passage passage :
        TrainingText.passages(
            WEAVER, WovenMix.OF_MODELS, sentences, CellTrainer.WOVEN_DISTANCES, 2, 1)) {
      assertTrue(WovenMix.OF_MODELS.shares().containsKey(passage.kind()), passage.text());
    }
    assertThrows(IllegalArgumentException.class, () -> new WovenMix(Map.of(Kind.TENSE, 0), false));
  }

  /** One in three begins in the middle of other text; its cue and answer are found all the same. */
  @Test
  void somePassagesBeginAfterOrdinaryText() {
    List<String> sentences = TrainingText.sentences(corpus, new Tokenizer());
    WovenMix places = new WovenMix(Map.of(Kind.PLACE_LANGUAGE, 1), true);
    List<Passage> passages =
        TrainingText.passages(WEAVER, places, sentences, CellTrainer.WOVEN_DISTANCES, 3, 1);
    int led = 0;
    for (Passage passage : passages) {
      assertTrue(
          passage.cue() == null || passage.candidates().contains(passage.answerWord()),
          passage.text());
      int first = passage.cue() == null ? passage.between().start() : passage.cue().start();
      boolean later = sentences.stream().anyMatch(s -> passage.text().startsWith(s)) && first > 0;
      led += later ? 1 : 0;
      assertTrue(passage.lag() >= (passage.cue() == null ? -1 : passage.distance()));
    }
    assertTrue(led > passages.size() / 4 && led < passages.size() / 2, led + " are led");
    Passage plain = WEAVER.passage(new Random(1), Kind.TENSE, 5, false, fillersOf(sentences));
    Passage after = plain.after("It rained.");
    assertEquals("It rained. " + plain.text(), after.text());
    assertEquals(plain.cueWord(), after.cueWord());
    assertEquals(plain.answerWord(), after.answerWord());
    assertEquals(plain.of(plain.between()), after.of(after.between()));
  }

  private static Fillers fillersOf(List<String> sentences) {
    return WEAVER.fillers(sentences, false);
  }

  /** What stands between cue and trigger is training text: nothing of the other parts is read. */
  @Test
  void sentencesBetweenAreOfTrainingTextAlone() {
    String sentences = String.join("\n", TrainingText.sentences(corpus, new Tokenizer()));
    for (Split split : Split.values()) {
      try (Stream<Document> documents = corpus.documents(split)) {
        documents.forEach(
            document ->
                assertEquals(
                    split == Split.TRAIN, sentences.contains(document.text().split(" ")[3])));
      }
    }
  }

  @Test
  void tooLittleTextIsSaidWithWhatIsMissing() throws IOException {
    Path file = folder.resolve("little.txt");
    Files.writeString(
        file, "One line is not enough for a training, a validation and a test part.\n");
    Corpus little = Corpora.open(file);
    String message =
        assertThrows(
                CorpusException.class,
                () -> TrainingText.prepare(little, null, 0, 100, 1, folder.resolve("t")))
            .getMessage();
    assertTrue(message.contains("little") && message.contains("too little text"), message);
    assertTrue(message.contains("one document") && message.contains("part"), message);
  }
}
