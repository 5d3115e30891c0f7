package dev.nextword.cli;

import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NGramOptions;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real n-gram model of a few sentences, for commands that need one. */
public final class SmallModel {
  private static final String TEXT =
      "I would like to go home. I would like to read a book. She would like to go to the sea.\n"
          .repeat(20);

  private SmallModel() {}

  /** Saves it as {@code models/ngram}. */
  public static void save(Path models, Path scratch) throws IOException {
    Tokenizer tokenizer = new Tokenizer();
    Vocabulary vocabulary = new VocabularyBuilder(tokenizer).add(TEXT).build(100, 1);
    TextEncoder encoder = new TextEncoder(vocabulary, tokenizer);
    NGramColumn.train(
        Stream.of(encoder.encode(TEXT)), vocabulary, scratch, NGramOptions.DEFAULT, tokens -> {});
    ModelCard card =
        new ModelCard(
            ModelCard.FORMAT,
            "ngram",
            ModelCard.NGRAM,
            null,
            new ModelCard.TrainingText("small", "00", "GPL-3.0-or-later", 1, 400, Map.of()),
            vocabulary.size(),
            50,
            1,
            Map.of("grams", 3, "corpus", List.of("no-such-text")),
            Map.of("lucene", "9"),
            "a test",
            0.1,
            List.of(),
            Map.of("perplexity", 12.34),
            Map.of());
    new ModelStore(models)
        .save(new ModelBundle.Ngram(card, vocabulary, scratch.resolve(NGramColumn.FILE)));
  }
}
