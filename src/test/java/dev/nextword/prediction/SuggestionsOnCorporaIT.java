package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Split;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Types real text key by key into columns trained on text of the same kind, which is no part of the
 * project: {@code -Dcorpora=FOLDER} names a folder with the folders {@code tatoeba}, {@code
 * dialogues} and {@code books}.
 */
class SuggestionsOnCorporaIT {
  private static final @Nullable String CORPORA = System.getProperty("corpora");
  private static final int CHARACTERS = 6_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tatoeba", "dialogues", "books"})
  void everyPrefixOfHeldOutTextHasASensibleAnswer(String kind) throws IOException {
    assumeTrue(CORPORA != null, "needs text that is not here: -Dcorpora=FOLDER");
    Corpus corpus = Corpora.open(Path.of(CORPORA, kind));
    List<String> train = texts(corpus, Split.TRAIN, kind.equals("tatoeba") ? 20_000 : 1_000);
    VocabularyBuilder counts = new VocabularyBuilder(new Tokenizer());
    train.forEach(counts::add);
    Vocabulary vocabulary = counts.build(6_000, 2);
    TextEncoder encoder = new TextEncoder(vocabulary, new Tokenizer());
    List<int[]> ids = train.stream().map(encoder::encode).toList();
    NGramColumn.train(ids.stream(), vocabulary, folder, NGramOptions.DEFAULT, n -> {});
    List<Column> columns =
        List.of(
            NGramColumn.load(folder, encoder, BlockList.NONE, PhraseOptions.DEFAULT),
            new Completer(
                new CountLanguageModel(vocabulary, ids),
                encoder,
                BlockList.NONE,
                CompleterOptions.DEFAULT));

    int keys = 0;
    int answered = 0;
    for (String document : texts(corpus, Split.TEST, 2_000)) {
      // A person writes a few sentences; the columns see the beginning of each document.
      String text = document.substring(0, Math.min(400, document.length()));
      for (int end = 0; end <= text.length() && keys < CHARACTERS; end++, keys++) {
        for (Column column : columns) {
          Completion completion = SuggestionChecks.check(column, text.substring(0, end), 5);
          answered += completion.suggestions().isEmpty() ? 0 : 1;
        }
      }
    }
    assertTrue(answered > 1.7 * keys, answered + " answers of two columns to " + keys + " keys");
  }

  private static List<String> texts(Corpus corpus, Split split, int limit) {
    try (Stream<Document> documents = corpus.documents(split)) {
      return documents.limit(limit).map(Document::text).toList();
    }
  }
}
