package dev.nextword.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.explanation.NGramExplainer;
import dev.nextword.explanation.NetworkExplainer;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The models in {@code models/} as {@code serve} serves them, with their explainers. */
final class ShippedModels {
  private static final Path FOLDER = Path.of("models");

  private ShippedModels() {}

  static ModelSnapshot snapshot() throws IOException {
    ModelStore store = new ModelStore(FOLDER);
    BlockList blocked = BlockList.load(Path.of("corpus/blocklist.txt"));
    List<ServedModel> served = new ArrayList<>();
    for (String name : List.of("ngram", "rnn", "gru", "lstm")) {
      served.add(served(store.loadForPrediction(name), blocked));
    }
    return ModelSnapshot.of(served);
  }

  private static ServedModel served(ModelBundle bundle, BlockList blocked) throws IOException {
    TextEncoder encoder = new TextEncoder(bundle.vocabulary(), new Tokenizer());
    var card = new JsonMapper().valueToTree(bundle.card());
    if (bundle instanceof ModelBundle.Stepper network) {
      var column =
          new Completer(
              new NetworkLanguageModel(network.name(), network.vocabulary(), network.stepper()),
              encoder,
              blocked,
              CompleterOptions.DEFAULT);
      return new ServedModel(
          column,
          card,
          bundle.card().parameters(),
          (Double) bundle.card().evaluation().get("perplexity"),
          new NetworkExplainer(encoder, network.stepper(), blocked));
    }
    NGramColumn column =
        NGramColumn.load(FOLDER.resolve(bundle.name()), encoder, blocked, PhraseOptions.DEFAULT);
    return new ServedModel(column, card, null, null, new NGramExplainer(encoder, column, blocked));
  }
}
