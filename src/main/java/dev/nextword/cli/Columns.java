package dev.nextword.cli;

import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelException;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the columns that answer from the models on disk. */
final class Columns {
  private Columns() {}

  /**
   * @param blocked words never to be suggested
   * @throws ModelException if the model's file is not what its card says
   */
  static Column of(ModelBundle bundle, BlockList blocked) {
    if (bundle instanceof ModelBundle.Ngram ngram) {
      return ngram(ngram, blocked);
    }
    return new Completer(
        languageModel((ModelBundle.Network) bundle),
        encoder(bundle),
        blocked,
        CompleterOptions.DEFAULT);
  }

  static NGramColumn ngram(ModelBundle.Ngram bundle, BlockList blocked) {
    Path folder = bundle.table().toAbsolutePath().getParent();
    try {
      return NGramColumn.load(folder, encoder(bundle), blocked, PhraseOptions.DEFAULT);
    } catch (IOException e) {
      throw new ModelException(e.getMessage(), e);
    }
  }

  static LanguageModel languageModel(ModelBundle.Network bundle) {
    try {
      return new NetworkLanguageModel(
          bundle.name(), bundle.vocabulary(), new WordNetwork(bundle.network()));
    } catch (IllegalArgumentException e) {
      throw new ModelException("the model " + bundle.name() + ": " + e.getMessage(), e);
    }
  }

  static TextEncoder encoder(ModelBundle bundle) {
    return new TextEncoder(bundle.vocabulary(), new Tokenizer());
  }
}
