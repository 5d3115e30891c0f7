package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.batches.IdsFile;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.text.CorpusException;
import dev.nextword.text.Split;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

class PretokenizedTextTest {
  private static final String TRAIN =
      " the cat sat \n the <unk> saw N cats \n N The\u00a0dog n't . \n";

  @TempDir Path temp;

  @Test
  void theVocabularyIsEveryWordAsItIsWritten() throws IOException {
    Vocabulary vocabulary = prepare(TRAIN, "the\n", "the\n").vocabulary();
    assertEquals(
        List.of("<unk>", "<num>", "<eos>", "N", "the", ".", "The\u00a0dog", "cat", "cats", "n't"),
        words(vocabulary).subList(0, 10));
    assertEquals(12, vocabulary.size()); // and "sat", "saw"
    assertEquals(1, vocabulary.count(Vocabulary.UNKNOWN));
    assertEquals(3, vocabulary.count(Vocabulary.END_OF_SENTENCE));
  }

  @Test
  void aFileIsOneDocumentAndEveryLineEndIsAWord() throws IOException {
    TrainingText text = prepare(TRAIN, "cat cat\n\nthe dog", "the <num> <unk>\r\n");
    Vocabulary vocabulary = text.vocabulary();
    int cat = vocabulary.id("cat");
    int the = vocabulary.id("the");
    // an empty line is a sentence without words; a last line may lack its end; "dog" is unknown
    assertArrayEquals(new int[] {2, cat, cat, 2, 2, the, 0, 2}, ids(Split.VALID));
    assertArrayEquals(new int[] {2, the, 1, 0, 2}, ids(Split.TEST));
    assertEquals(8, text.words().get(Split.VALID));
  }

  @Test
  void aSmallerVocabularyMakesRareWordsUnknown() throws IOException {
    Vocabulary vocabulary = prepare("a a a b b c\n", "c\n", "z\n", 5).vocabulary();
    assertEquals(List.of("<unk>", "<num>", "<eos>", "a", "b"), words(vocabulary));
    assertArrayEquals(new int[] {2, 3, 3, 3, 4, 4, 0, 2}, ids(Split.TRAIN));
    assertArrayEquals(new int[] {2, 0, 2}, ids(Split.TEST));
  }

  @Test
  void whatIsWrongIsNamedWithFileAndLine() throws IOException {
    refuses("a\n", "a\nb a\n", "a\n", "valid.txt: line 2", "\"b\"", "--vocabulary");
    refuses("a\n", "a\n", "<unk>\n", "test.txt: line 1", "no <unk>");
    refuses("a <eos>\na <eos>\n", "a\n", "a\n", "train.txt: line 1", "line ends stand for it");
    refuses("a\n", "", "a\n", "valid.txt", "empty");
    write("train.txt", "a\n");
    write("valid.txt", "a\n");
    Files.write(temp.resolve("test.txt"), "a\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    CorpusException failure =
        assertThrows(
            CorpusException.class,
            () -> PretokenizedText.prepare(files(), 100, temp.resolve("work")));
    assertTrue(failure.getMessage().contains("test.txt: line 2, byte 5: not UTF-8"));
  }

  /** All weights zero: every word is as likely, and the perplexity is the number of words. */
  @Test
  void aUniformModelHasThePerplexityOfItsVocabulary() throws IOException {
    int size = prepare(TRAIN, "the cat\n\n", "the\ncat sat\n").vocabulary().size();
    WordNetwork network = network(CellType.LSTM, size);
    network.network().params().assign(0);
    PretokenizedFigures figures = measure(network);
    assertEquals(12, figures.perplexity(), 1e-4);
    assertEquals(12, figures.validationPerplexity(), 1e-4);
    assertEquals(5, figures.tokens()); // three words, two line ends
    assertEquals(0, figures.unknownRate());
  }

  /** Slow and obviously right: one word after the other, never starting anew. */
  @ParameterizedTest
  @EnumSource(names = {"RNN", "GRU", "LSTM"})
  void thePerplexityIsThatOfReadingTheWholeFileWordByWord(CellType cell) throws IOException {
    String test = "the cat sat\n<unk> saw\n\n" + "N The\u00a0dog n't . the the\n".repeat(4);
    Vocabulary vocabulary = prepare(TRAIN, "the\n", test).vocabulary();
    WordNetwork network = network(cell, vocabulary.size());
    LanguageModel model = new NetworkLanguageModel(cell.label(), vocabulary, network.stepper());
    LanguageModel.State state = model.start();
    double sum = 0;
    int predicted = 0;
    for (String word : test.replace("\n", " <eos> ").strip().split(" +")) {
      int id = vocabulary.id(word);
      sum -= model.logProbabilities(state)[id];
      state = model.advance(state, id);
      predicted++;
    }
    assertEquals(4 + 3 + 1 + 4 * 7, predicted);
    PretokenizedFigures figures = measure(network);
    assertEquals(predicted, figures.tokens());
    assertEquals(Math.exp(sum / predicted), figures.perplexity(), 1e-3);
    assertEquals(1.0 / 29, figures.unknownRate(), 1e-12);
  }

  private PretokenizedFigures measure(WordNetwork network) throws IOException {
    Path work = temp.resolve("work");
    return PretokenizedFigures.of(
        network, TrainingText.ids(work, Split.VALID), TrainingText.ids(work, Split.TEST), 7);
  }

  private static WordNetwork network(CellType cell, int words) {
    // a gain far from the usual, so that states matter
    return WordNetwork.create(
        new NetworkSettings(cell, words, 6, 8, 2, 5, 0.3, Initialisation.UNIFORM, 4, 11),
        new Sgd(0.1));
  }

  private void refuses(String train, String valid, String test, String... said) {
    CorpusException failure =
        assertThrows(CorpusException.class, () -> prepare(train, valid, test));
    for (String part : said) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }

  private TrainingText prepare(String train, String valid, String test) throws IOException {
    return prepare(train, valid, test, Integer.MAX_VALUE);
  }

  private TrainingText prepare(String train, String valid, String test, int size)
      throws IOException {
    write("train.txt", train);
    write("valid.txt", valid);
    write("test.txt", test);
    return PretokenizedText.prepare(files(), size, temp.resolve("work"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(temp.resolve(name), text);
  }

  private PretokenizedFiles files() {
    return new PretokenizedFiles(path("train.txt"), path("valid.txt"), path("test.txt"));
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private int[] ids(Split split) throws IOException {
    IdsFile file = TrainingText.ids(temp.resolve("work"), split);
    assertEquals(1, file.documents());
    return file.ids(0);
  }

  private static List<String> words(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::word).toList();
  }
}
