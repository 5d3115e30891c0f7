package dev.nextword.cli;

import dev.nextword.evaluation.Evaluation;
import dev.nextword.evaluation.EvaluationOptions;
import dev.nextword.evaluation.Figures;
import dev.nextword.evaluation.KeystrokeSavings;
import dev.nextword.evaluation.SharedWords;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelException;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Split;
import dev.nextword.vocabulary.TextEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Old models and new ones on the same text, the test part of the one that the new were trained on:
 * none of the models has seen it. Top-3 accuracy and saved keys compare as they are, since a word
 * that a model does not know counts as missed. Perplexities compare over the words that both know.
 */
final class BeforeAndAfter {
  /** Of the text, the first so many: enough for a difference of a hundredth, in seconds. */
  private static final long TOKENS = 10_000;

  private static final long CHARACTERS = 3_000;

  private final ModelStore before;
  private final ModelStore after;
  private final Corpus corpus;
  private final BlockList blocked;
  private final Output output;

  /** Figures of one model. */
  private record Measured(Figures figures, ModelBundle bundle, TextEncoder encoder) {}

  BeforeAndAfter(
      ModelStore before, ModelStore after, Corpus corpus, BlockList blocked, Output output) {
    this.before = before;
    this.after = after;
    this.corpus = corpus;
    this.blocked = blocked;
    this.output = output;
  }

  /**
   * Prints a line of JSON for each column, or a table.
   *
   * @param columns names of the new models by those of the old
   */
  void print(Map<String, String> columns) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "perplexity", "", "top-3", "", "keys saved", ""));
    rows.add(List.of("", "before", "after", "before", "after", "before", "after"));
    columns.forEach(
        (old, trained) -> {
          if (before.names().contains(old) && after.names().contains(trained)) {
            try {
              print(old, measure(before, old), measure(after, trained), rows);
            } catch (ModelException | IllegalArgumentException e) {
              output.err().println("nextword: " + e.getMessage());
            }
          }
        });
    if (!output.isJson() && rows.size() > 2) {
      output.out().println("On text of yours that no model was trained on:");
      output.printTable(rows);
    }
    output.out().flush();
  }

  private void print(String name, Measured old, Measured trained, List<List<String>> rows) {
    SharedWords shared = shared(old, trained);
    if (output.isJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("event", "compared");
      line.put("model", name);
      line.put("before", old.figures());
      line.put("after", trained.figures());
      if (shared != null) {
        line.put(
            "perplexityOnSharedWords",
            Map.of("before", shared.first(), "after", shared.second(), "tokens", shared.tokens()));
      }
      output.out().println(Output.line(line));
      output.out().flush();
      return;
    }
    rows.add(
        List.of(
            name,
            shared == null ? "" : String.format(Locale.ROOT, "%.1f", shared.first()),
            shared == null ? "" : String.format(Locale.ROOT, "%.1f", shared.second()),
            percent(old.figures().top3()),
            percent(trained.figures().top3()),
            percent(old.figures().keystrokeSavings()),
            percent(trained.figures().keystrokeSavings())));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private @Nullable SharedWords shared(Measured old, Measured trained) {
    if (old.bundle() instanceof ModelBundle.Stepper first
        && trained.bundle() instanceof ModelBundle.Stepper second) {
      try (Stream<String> texts = texts()) {
        return SharedWords.of(
            Columns.languageModel(first),
            old.encoder(),
            Columns.languageModel(second),
            trained.encoder(),
            texts,
            TOKENS);
      }
    }
    return null;
  }

  private Measured measure(ModelStore store, String name) {
    ModelBundle bundle = store.loadForPrediction(name);
    Columns columns = new Columns(blocked);
    TextEncoder encoder = columns.encoder(bundle);
    Evaluation evaluation =
        new Evaluation(bundle.vocabulary(), blocked, EvaluationOptions.ALL.limitedTo(TOKENS));
    Figures figures;
    try (Stream<String> texts = texts()) {
      Stream<int[]> documents = texts.map(encoder::encode);
      figures =
          bundle instanceof ModelBundle.Stepper network
              ? evaluation.of(Columns.languageModel(network), documents)
              : evaluation.of(columns.ngram((ModelBundle.Ngram) bundle), documents);
    }
    try (Stream<String> texts = texts()) {
      figures =
          figures.with(
              KeystrokeSavings.of(
                  columns.of(bundle), texts, CHARACTERS, EvaluationOptions.ALL.seed()));
    }
    return new Measured(figures, bundle, encoder);
  }

  private Stream<String> texts() {
    return corpus.documents(Split.TEST).map(Document::text);
  }
}
