package dev.nextword.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.IdsFile;
import dev.nextword.evaluation.Evaluation;
import dev.nextword.evaluation.EvaluationOptions;
import dev.nextword.evaluation.Figures;
import dev.nextword.evaluation.KeystrokeSavings;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.network.CellType;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NGramOptions;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.text.Split;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains one column of a {@link TrainingPlan}, measures it on the test part and saves it as a
 * bundle.
 */
public final class CellRun {
  /**
   * Words of the test part on which columns are measured for their cards; {@code evaluate} measures
   * all.
   */
  private static final long TEST_TOKENS = 100_000;

  /** So many woven passages belong to the n-gram model's text. */
  private static final int WOVEN_FOR_NGRAM = 10_000;

  private static final int MOST_WEIGHT = 20;

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private final Path folder;
  private final TrainingPlan plan;
  private final Vocabulary vocabulary;
  private final ModelStore models;
  private final BlockList blocked;

  /**
   * @param folder of the training, with its plan and its text
   * @param models where bundles are saved
   * @param blocked words never to be suggested, which counts in the measurements
   */
  public CellRun(Path folder, ModelStore models, BlockList blocked) {
    this.folder = folder;
    this.plan = TrainingPlan.load(folder);
    this.vocabulary = TrainingText.vocabulary(folder);
    this.models = models;
    this.blocked = blocked;
  }

  /**
   * Trains a network.
   *
   * @param resume go on from its checkpoint, if there is one
   * @param betweenCheckpoints at most so much is lost when the process is killed
   * @throws TrainingException if the training cannot go on
   */
  public void network(
      CellType cell, boolean resume, Duration betweenCheckpoints, Consumer<Progress> listener)
      throws IOException, InterruptedException {
    TrainingLock lock = TrainingLock.take(folder.resolve(cell.label()));
    try {
      train(cell, resume, betweenCheckpoints, listener);
    } finally {
      lock.close();
    }
  }

  private void train(
      CellType cell, boolean resume, Duration betweenCheckpoints, Consumer<Progress> listener)
      throws IOException {
    TrainingSettings settings = plan.of(cell);
    IdsFile valid = inLanes(TrainingText.ids(folder, Split.VALID), settings);
    Observer observer =
        new Observer(
            settings, vocabulary, blocked, valid, plan.prompt(), plan.text().words(), listener);
    CellTrainer trainer =
        new CellTrainer(
            settings,
            vocabulary.size(),
            inLanes(TrainingText.ids(folder, Split.TRAIN), settings),
            observer.watching(Perplexity.validation(valid, settings)),
            TrainingText.woven(folder),
            Curriculum.DEFAULT,
            folder.resolve(cell.label()),
            betweenCheckpoints,
            observer,
            System::nanoTime);
    if (plan.from() != null) {
      ModelBundle.Network trained = load(plan.from(), cell);
      KnownWeights.give(trained.network(), trained.vocabulary(), trainer.network(), vocabulary);
    }
    WordNetwork network = trainer.train(resume);
    List<ModelCard.CurvePoint> curve = trainer.curve();
    PretokenizedFigures whole = plan.pretokenized() == null ? null : whole(network, settings);
    Map<String, Object> all = new LinkedHashMap<>();
    Object figures;
    if (whole == null) {
      LanguageModel model = new NetworkLanguageModel(cell.label(), vocabulary, network.stepper());
      Completer column = new Completer(model, encoder(), blocked, CompleterOptions.DEFAULT);
      figures = withKeys(evaluation().of(model, test()), column);
      all.put("corpus", plan.corpus());
      if (plan.from() != null) {
        all.put("from", plan.from());
      }
    } else {
      figures = whole;
      all.put("pretokenized", plan.pretokenized());
    }
    all.putAll(JSON.convertValue(settings, FIELDS));
    ModelCard card =
        card(
            plan.modelName(cell.label()),
            ModelCard.NETWORK,
            network.parameters(),
            settings.seed(),
            all,
            curve.isEmpty() ? 0 : curve.get(curve.size() - 1).seconds(),
            curve,
            figures,
            cell.label());
    models.save(new ModelBundle.Network(card, vocabulary, network.network()));
    if (whole != null) {
      listener.accept(Progress.evaluated(cell.label(), whole));
    }
  }

  private static ModelBundle.Network load(String folder, CellType cell) {
    ModelStore store = new ModelStore(Path.of(folder));
    if (store.load(cell.label()) instanceof ModelBundle.Network network) {
      return network;
    }
    throw new TrainingException(folder + ": its model " + cell.label() + " is no network");
  }

  /**
   * Text in tokens is one document: in as many stretches as there are lanes, all of them read it.
   * For validation on the way that is many times faster than one lane, and its curve lies a little
   * too high, since lanes begin in mid-text; the figures at the end are exact.
   */
  private IdsFile inLanes(IdsFile text, TrainingSettings settings) {
    return plan.pretokenized() == null ? text : text.stretches(settings.batch());
  }

  private PretokenizedFigures whole(WordNetwork network, TrainingSettings settings)
      throws IOException {
    return PretokenizedFigures.of(
        network,
        TrainingText.ids(folder, Split.VALID),
        TrainingText.ids(folder, Split.TEST),
        settings.bptt());
  }

  /** Counts the n-gram model, on the same words. */
  public void ngram() throws IOException {
    long started = System.nanoTime();
    Path work = folder.resolve("ngram");
    IdsFile text = TrainingText.ids(folder, Split.TRAIN);
    IdsFile woven = TrainingText.woven(folder);
    Stream<int[]> documents = IntStream.range(0, text.documents()).mapToObj(text::ids);
    if (woven != null && plan.from() == null) { // else its model has counted such already
      int passages = Math.min(WOVEN_FOR_NGRAM, woven.documents());
      documents = Stream.concat(documents, IntStream.range(0, passages).mapToObj(woven::ids));
    }
    NGramOptions options = NGramOptions.DEFAULT;
    Path base = plan.from() == null ? null : Path.of(plan.from()).resolve("ngram");
    if (base != null && !Files.exists(base.resolve(NGramColumn.FILE))) {
      base = null; // a set without an n-gram model: its networks can be gone on from all the same
    }
    int weight = base == null ? 1 : weight(text.words());
    long stored =
        NGramColumn.train(documents, vocabulary, work, options, base, weight, tokens -> {});
    double seconds = (System.nanoTime() - started) / 1e9;
    NGramColumn column = NGramColumn.load(work, encoder(), blocked, PhraseOptions.DEFAULT);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("corpus", plan.corpus());
    if (base != null) {
      all.put("from", plan.from());
      all.put("weight", weight);
    }
    all.putAll(JSON.convertValue(options, FIELDS));
    ModelCard card =
        card(
            plan.modelName("ngram"),
            ModelCard.NGRAM,
            stored,
            0,
            all,
            seconds,
            List.of(),
            withKeys(evaluation().of(column, test()), column),
            null);
    models.save(new ModelBundle.Ngram(card, vocabulary, work.resolve(NGramColumn.FILE)));
  }

  /**
   * How many times text is counted that joins what a model has read: so often that it makes up a
   * fifth of both, but not so often that what was seen once looks certain.
   */
  private int weight(long words) {
    long all = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      all += vocabulary.count(id); // of both texts
    }
    long before = Math.max(0, all - words);
    return (int) Math.max(1, Math.min(MOST_WEIGHT, Math.round(before / 4.0 / words)));
  }

  private TextEncoder encoder() {
    return new TextEncoder(vocabulary, new Tokenizer());
  }

  private Figures withKeys(Figures figures, Column column) throws IOException {
    List<String> typed = TrainingText.typed(folder);
    return typed.isEmpty()
        ? figures
        : figures.with(
            KeystrokeSavings.of(
                column, typed.stream(), KeystrokeSavings.CHARACTERS, EvaluationOptions.ALL.seed()));
  }

  private Evaluation evaluation() {
    return new Evaluation(vocabulary, blocked, EvaluationOptions.ALL.limitedTo(TEST_TOKENS));
  }

  private Stream<int[]> test() throws IOException {
    IdsFile test = TrainingText.ids(folder, Split.TEST);
    return IntStream.range(0, test.documents()).mapToObj(test::ids);
  }

  private ModelCard card(
      String name,
      String kind,
      long parameters,
      long seed,
      Map<String, Object> settings,
      double seconds,
      List<ModelCard.CurvePoint> curve,
      Object figures, // a record: its fields are the card's
      @org.jspecify.annotations.Nullable String cell) {
    return new ModelCard(
        ModelCard.FORMAT,
        name,
        kind,
        cell,
        plan.text(),
        vocabulary.size(),
        parameters,
        seed,
        settings,
        Machine.versions(),
        Machine.description(),
        seconds,
        curve,
        JSON.convertValue(figures, FIELDS),
        new TreeMap<>());
  }
}
