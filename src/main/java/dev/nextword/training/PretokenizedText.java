package dev.nextword.training;

import dev.nextword.batches.IdsFile;
import dev.nextword.text.CorpusException;
import dev.nextword.text.PretokenizedReader;
import dev.nextword.text.Split;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import dev.nextword.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes text that is in tokens already ready for training, in the same folder and form as {@link
 * TrainingText}, but with each file as one document, in its own order:
 *
 * <pre>
 *   the file    no it was n't
 *               black &lt;unk&gt;
 *   its ids     &lt;eos&gt; no it was n't &lt;eos&gt; black &lt;unk&gt; &lt;eos&gt;
 * </pre>
 *
 * Tokens are taken as written: {@code <unk>} and {@code <num>} are the special words of that name,
 * and the {@code N} for numbers of the Penn Treebank is a word like any other.
 */
public final class PretokenizedText {
  private static final String UNKNOWN = Vocabulary.SPECIAL.get(Vocabulary.UNKNOWN);
  private static final String END = Vocabulary.SPECIAL.get(Vocabulary.END_OF_SENTENCE);

  private PretokenizedText() {}

  /**
   * Reads the files and writes their ids.
   *
   * @param vocabularySize at most so many words, the special ones included; rarer ones become
   *     {@code <unk>}
   * @throws CorpusException naming file and line, where a file is empty or not UTF-8, holds {@code
   *     <eos>} as a word, or a word that the model could only know as {@code <unk>} while the
   *     training file has no {@code <unk>} to learn that from
   */
  public static TrainingText prepare(PretokenizedFiles files, int vocabularySize, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(TrainingText.WOVEN)); // of a training before this one
    Vocabulary vocabulary = count(Path.of(files.train())).build(vocabularySize, 1);
    VocabularyFile.write(vocabulary, folder.resolve(TrainingText.VOCABULARY));

    Map<Split, Long> documents = new EnumMap<>(Split.class);
    Map<Split, Long> words = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      String file =
          switch (split) {
            case TRAIN -> files.train();
            case VALID -> files.valid();
            case TEST -> files.test();
          };
      documents.put(split, 1L);
      words.put(split, write(Path.of(file), vocabulary, TrainingText.file(folder, split)));
    }
    return new TrainingText(folder, vocabulary, documents, words);
  }

  private static VocabularyBuilder count(Path file) {
    VocabularyBuilder counted = new VocabularyBuilder(new Tokenizer());
    try (PretokenizedReader lines = PretokenizedReader.open(file)) {
      for (List<String> line = lines.next(); line != null; line = lines.next()) {
        counted.addTokens(line);
      }
    }
    return counted;
  }

  /** Gives the number of words written, every {@code <eos>} included. */
  private static long write(Path file, Vocabulary vocabulary, Path to) throws IOException {
    boolean unknownLearned = vocabulary.count(Vocabulary.UNKNOWN) > 0;
    try (PretokenizedReader lines = PretokenizedReader.open(file);
        IdsFile.Writer out = new IdsFile.Writer(to)) {
      out.begin(Vocabulary.END_OF_SENTENCE);
      for (List<String> line = lines.next(); line != null; line = lines.next()) {
        for (String word : line) {
          int id = vocabulary.id(word);
          if (id == Vocabulary.END_OF_SENTENCE) {
            throw lines.problem(
                "the word " + END + " stands there; line ends stand for it, so take it out");
          }
          if (id == Vocabulary.UNKNOWN && !unknownLearned) {
            throw lines.problem(
                "the word \""
                    + word
                    + "\" is not in the training text, and that has no "
                    + UNKNOWN
                    + " to stand for it; write "
                    + UNKNOWN
                    + " for rare words in all three files, or give --vocabulary N, which keeps the"
                    + " N most frequent");
          }
          out.append(id);
        }
        out.append(Vocabulary.END_OF_SENTENCE);
      }
      if (out.words() == 1) {
        throw new CorpusException(file + ": the file is empty; give text, a sentence a line");
      }
      return out.words();
    }
  }
}
