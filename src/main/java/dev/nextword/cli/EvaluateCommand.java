package dev.nextword.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.evaluation.Evaluation;
import dev.nextword.evaluation.EvaluationOptions;
import dev.nextword.evaluation.Figures;
import dev.nextword.evaluation.KeystrokeSavings;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Split;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good models are on text that they were not trained on. */
@Command(
    name = "evaluate",
    description = {
      "Measures perplexity, top-k accuracy at 0 to 3 letters typed, and saved keys.",
      "On the test part of the text that the model was trained on, unless told otherwise.",
      "With --distance: how far the models remember, on passages whose wordings no training sees."
    })
final class EvaluateCommand implements Runnable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  @Spec private CommandSpec spec;
  @Mixin private ModelsFolder models;
  @Mixin private BlockedWords blockedWords;
  @Mixin private DistanceOptions distance;
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "The models; all, if none.")
  private List<String> names = List.of();

  @Option(
      names = "--corpus",
      paramLabel = "NAME-or-PATH",
      description = "Measure on the test part of this text. May be given several times.")
  private List<String> corpora = List.of();

  @Option(names = "--text", paramLabel = "FILE", description = "Measure on the whole of this text.")
  private @Nullable Path text;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Measure on documents of about N tokens, the same for every model.")
  private @Nullable Long tokens;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "50000",
      description =
          "Type about N characters of the text and count the keys saved; 0: do not"
              + " (default: ${DEFAULT-VALUE}).")
  private long characters;

  @Option(names = "--save", description = "Write the figures into the models' cards.")
  private boolean save;

  @Override
  public void run() {
    if (text != null && !corpora.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--text and --corpus exclude each other");
    }
    if (tokens != null && tokens < 1) {
      throw new ParameterException(spec.commandLine(), "--tokens must be at least 1");
    }
    ModelStore store = models.existing();
    if (distance.isWanted()) {
      if (!corpora.isEmpty() || save || tokens != null || isGiven("--keys")) {
        throw new ParameterException(
            spec.commandLine(), "--distance goes with --text, --kind, --passages and --svg alone");
      }
      distance.measure(store, names.isEmpty() ? store.names() : names, text, output);
      return;
    }
    Map<String, Figures> results = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? store.names() : names) {
      ModelBundle bundle = store.loadForPrediction(name);
      Figures figures = measure(bundle);
      results.put(name, figures);
      if (save) {
        save(store, bundle.card(), figures);
      }
    }
    if (output.isJson()) {
      output.printJson(Map.of("models", results));
    } else {
      FiguresTable.print(results, output);
    }
  }

  private boolean isGiven(String flag) {
    return spec.commandLine().getParseResult().hasMatchedOption(flag);
  }

  private Figures measure(ModelBundle bundle) {
    EvaluationOptions options =
        new EvaluationOptions(
            tokens == null ? Long.MAX_VALUE : tokens,
            EvaluationOptions.ALL.seed(),
            Runtime.getRuntime().availableProcessors());
    BlockList blocked = blockedWords.load();
    Columns columns = new Columns(blocked);
    Evaluation evaluation = new Evaluation(bundle.vocabulary(), blocked, options);
    TextEncoder encoder = columns.encoder(bundle);
    Figures figures;
    try (Stream<String> texts = texts(bundle.card())) {
      Stream<int[]> documents = texts.map(encoder::encode);
      figures =
          bundle instanceof ModelBundle.Stepper network
              ? evaluation.of(Columns.languageModel(network), documents)
              : evaluation.of(columns.ngram((ModelBundle.Ngram) bundle), documents);
    } catch (IllegalArgumentException e) {
      throw new CommandException("nothing to measure on: " + e.getMessage(), e);
    }
    if (characters <= 0) {
      return figures;
    }
    try (Stream<String> texts = texts(bundle.card())) {
      return figures.with(
          KeystrokeSavings.of(columns.of(bundle), texts, characters, EvaluationOptions.ALL.seed()));
    }
  }

  private Stream<String> texts(ModelCard card) {
    if (text != null) {
      return Corpora.open(text).documents().map(Document::text);
    }
    Corpus corpus = corpora.isEmpty() ? ofTraining(card) : CorpusArgument.open(corpora);
    return corpus.documents(Split.TEST).map(Document::text);
  }

  private static Corpus ofTraining(ModelCard card) {
    if (card.settings().get("corpus") instanceof List<?> list && !list.isEmpty()) {
      List<String> names = list.stream().map(Object::toString).toList();
      List<String> missing = names.stream().filter(name -> !CorpusArgument.exists(name)).toList();
      if (missing.isEmpty()) {
        return CorpusArgument.open(names);
      }
      String which =
          missing.size() < names.size()
              ? ", of which " + String.join(", ", missing) + " is not here"
              : ", which " + (names.size() == 1 ? "is" : "are") + " not here";
      throw new CommandException(
          card.name()
              + " was trained on "
              + String.join(", ", names)
              + which
              + ": corpus fetch NAME, or measure on a text of yours with --text FILE");
    }
    throw new CommandException(
        "the card of "
            + card.name()
            + " does not say where its text \""
            + card.corpus().name()
            + "\" is; name it with --corpus, or another with --text");
  }

  private static void save(ModelStore store, ModelCard card, Figures figures) {
    try {
      store.updateCard(card.withEvaluation(JSON.convertValue(figures, FIELDS)));
    } catch (IOException e) {
      throw new CommandException("the card of " + card.name() + " cannot be written: " + e, e);
    }
  }
}
