package dev.nextword.cli;

import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelException;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Expected;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the columns that answer from the models on disk. Those with the same vocabulary get the
 * same {@link TextEncoder}, so that a text is read once for all of them and not once for each. Safe
 * for use by many threads.
 */
final class Columns {
  /** A second n-gram model, beside the one that is called {@code ngram}. */
  private record Renamed(String name, Column column) implements Column {
    @Override
    public Completion complete(String text, int k) {
      return column.complete(text, k);
    }

    @Override
    public @Nullable Expected expected(String text, String word) {
      return column.expected(text, word);
    }

    @Override
    public double[] score(String context, List<String> candidates) {
      return column.score(context, candidates);
    }
  }

  private final BlockList blocked;
  private final Map<Vocabulary, TextEncoder> encoders = new ConcurrentHashMap<>();

  /**
   * @param blocked words never to be suggested
   */
  Columns(BlockList blocked) {
    this.blocked = blocked;
  }

  /**
   * @param bundle loaded for prediction
   * @throws ModelException if the n-gram table is not what its card says
   */
  Column of(ModelBundle bundle) {
    if (bundle instanceof ModelBundle.Ngram ngram) {
      Column column = ngram(ngram);
      return column.name().equals(bundle.name()) ? column : new Renamed(bundle.name(), column);
    }
    return new Completer(
        languageModel((ModelBundle.Stepper) bundle),
        encoder(bundle),
        blocked,
        CompleterOptions.DEFAULT);
  }

  NGramColumn ngram(ModelBundle.Ngram bundle) {
    Path folder = bundle.table().toAbsolutePath().getParent();
    try {
      return NGramColumn.load(folder, encoder(bundle), blocked, PhraseOptions.DEFAULT);
    } catch (IOException e) {
      throw new ModelException(e.getMessage(), e);
    }
  }

  static LanguageModel languageModel(ModelBundle.Stepper bundle) {
    return new NetworkLanguageModel(bundle.name(), bundle.vocabulary(), bundle.stepper());
  }

  /** The one encoder of the bundle's vocabulary. */
  TextEncoder encoder(ModelBundle bundle) {
    return encoders.computeIfAbsent(
        bundle.vocabulary(), vocabulary -> new TextEncoder(vocabulary, new Tokenizer()));
  }
}
