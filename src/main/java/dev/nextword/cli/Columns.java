package dev.nextword.cli;

import dev.nextword.explanation.Explainer;
import dev.nextword.explanation.NGramExplainer;
import dev.nextword.explanation.NetworkExplainer;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelException;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.Completion;
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

  /** A model that answers, and what explains its answers. */
  record Explained(Column column, Explainer explainer) {}

  /**
   * @param bundle loaded for prediction
   * @throws ModelException if the n-gram table is not what its card says
   */
  Column of(ModelBundle bundle) {
    return explained(bundle).column();
  }

  /**
   * The column with its explainer; both use the same weights.
   *
   * @param bundle loaded for prediction
   * @throws ModelException if the n-gram table is not what its card says
   */
  Explained explained(ModelBundle bundle) {
    if (bundle instanceof ModelBundle.Ngram ngram) {
      NGramColumn column = ngram(ngram);
      boolean named = column.name().equals(bundle.name());
      return new Explained(
          named ? column : new Renamed(bundle.name(), column),
          new NGramExplainer(encoder(bundle), column, blocked));
    }
    ModelBundle.Stepper network = (ModelBundle.Stepper) bundle;
    return new Explained(
        new Completer(languageModel(network), encoder(bundle), blocked, CompleterOptions.DEFAULT),
        new NetworkExplainer(encoder(bundle), network.stepper(), blocked));
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
