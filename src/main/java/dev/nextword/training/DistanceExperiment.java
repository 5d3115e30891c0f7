package dev.nextword.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.IdsFile;
import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Question;
import dev.nextword.network.CellType;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.prediction.NGramOptions;
import dev.nextword.prediction.PhraseOptions;
import dev.nextword.text.Corpus;
import dev.nextword.text.Kind;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fair experiment: how far does each kind of cell remember, when each gets what suits it best?
 *
 * <ol>
 *   <li>The sweep: for each cell, settings are tried one after the other on a seed of its own, each
 *       with the best values of those before, and judged on validation passages.
 *   <li>The measurement: with what was chosen, each cell is trained from several seeds, at equal
 *       hidden size and at equal number of parameters, on the same text with the same number of
 *       updates, and asked about held-out passages.
 * </ol>
 *
 * <p>Each network is trained in a process of its own and leaves a file; an experiment that was
 * ended goes on with the networks that are missing. The numbers depend on settings and text alone.
 */
public final class DistanceExperiment {
  private static final String SETTINGS = "settings.json";
  private static final String TEXT = "text.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Hears how far it is. */
  public interface Listener {
    /**
     * @param what is done now, for people
     * @param share of all updates that are done, 0 to 1
     */
    void progressed(String what, double share);
  }

  private final Path folder;
  private final ExperimentSettings settings;
  private final BiFunction<Path, String, List<String>> command;
  private final Listener listener;
  private final Map<String, Long> updates = new TreeMap<>(); // done, by network

  /**
   * @param folder prepared
   * @param command that trains one network in a process, given the folder and the network's
   *     description
   */
  public DistanceExperiment(
      Path folder, BiFunction<Path, String, List<String>> command, Listener listener)
      throws IOException {
    this.folder = folder;
    this.settings = settings(folder);
    this.command = command;
    this.listener = listener;
  }

  /** Whether an experiment was begun here. */
  public static boolean isPrepared(Path folder) {
    return Files.exists(folder.resolve(SETTINGS));
  }

  /** Whether the experiment that was begun here is this one. */
  public static boolean isPrepared(
      Path folder, ExperimentSettings settings, ExperimentResult.Text text) throws IOException {
    return isPrepared(folder) && settings(folder).equals(settings) && text(folder).equals(text);
  }

  /**
   * Makes text and passages ready; whatever was there of an earlier experiment is deleted.
   *
   * @param text what the result says of corpus and templates
   */
  public static void prepare(
      Corpus corpus,
      Weaver weaver,
      ExperimentSettings settings,
      ExperimentResult.Text text,
      Path folder)
      throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
    ExperimentText.prepare(corpus, weaver, settings, folder);
    JSON.writeValue(folder.resolve(TEXT).toFile(), text);
    JSON.writeValue(folder.resolve(SETTINGS).toFile(), settings); // last: now it is complete
  }

  private static ExperimentResult.Text text(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(TEXT).toFile(), ExperimentResult.Text.class);
  }

  static ExperimentSettings settings(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(SETTINGS).toFile(), ExperimentSettings.class);
  }

  /**
   * Trains what is missing.
   *
   * @throws TrainingException if a network could not be trained; the others stay
   */
  public ExperimentResult run() throws IOException, InterruptedException {
    Map<CellType, List<RunResult>> tried = sweep();
    Map<CellType, Tuning> chosen = choose(tried);
    List<ExperimentRun> runs = new ArrayList<>();
    int words = TrainingText.vocabulary(folder).size();
    Map<String, List<ExperimentRun>> groups = new LinkedHashMap<>();
    for (CellType cell : settings.cells()) {
      Tuning tuning = chosen.get(cell);
      groups.put(
          ExperimentResult.EQUAL_HIDDEN + cell, settings.measured(cell, settings.hidden(), tuning));
      int units = settings.unitsOfEqualParameters(cell, words);
      if (settings.equalParameters()) {
        // for the last cell the same networks, which are trained once
        groups.put(
            ExperimentResult.EQUAL_PARAMETERS + cell, settings.measured(cell, units, tuning));
      }
    }
    groups.values().forEach(runs::addAll);
    train("measurement", runs);
    List<ExperimentResult.Curve> curves = new ArrayList<>();
    for (Map.Entry<String, List<ExperimentRun>> group : groups.entrySet()) {
      String size =
          group.getKey().startsWith(ExperimentResult.EQUAL_HIDDEN)
              ? ExperimentResult.EQUAL_HIDDEN
              : ExperimentResult.EQUAL_PARAMETERS;
      curves.add(ExperimentResult.curve(size, load(group.getValue())));
    }
    return new ExperimentResult(
        "distance",
        settings,
        text(folder),
        Machine.versions(),
        Machine.description(),
        words,
        ExperimentResult.trials(tried),
        curves,
        ngram());
  }

  private Map<CellType, List<RunResult>> sweep() throws IOException, InterruptedException {
    Map<CellType, List<RunResult>> tried = new LinkedHashMap<>();
    settings.cells().forEach(cell -> tried.put(cell, new ArrayList<>()));
    tryOut(tried, cell -> settings.starts(), settings.sweepUpdates());
    for (int stage = 0; stage < ExperimentSettings.Sweep.STAGES; stage++) {
      int now = stage;
      tryOut(
          tried,
          cell -> settings.sweep().stage(now, best(tried.get(cell)).run().tuning()),
          settings.sweepUpdates());
    }
    return tried;
  }

  /**
   * What is best after the updates of the sweep need not be best after all: a cell that has learned
   * little by then would be measured with what won by lot. So the starts that were as good, but for
   * chance, are trained to the end beside the best, and validation decides once more.
   */
  private Map<CellType, Tuning> choose(Map<CellType, List<RunResult>> tried)
      throws IOException, InterruptedException {
    Map<CellType, Set<Tuning>> finalists = new EnumMap<>(CellType.class);
    tried.forEach(
        (cell, results) -> {
          Set<Tuning> its = new LinkedHashSet<>(List.of(best(results).run().tuning()));
          RunResult.asGood(results, settings.passagesToChooseBy()).stream()
              .map(result -> result.run().tuning())
              .filter(settings.starts()::contains)
              .forEach(its::add);
          finalists.put(cell, its);
        });
    Map<CellType, List<RunResult>> trained = new EnumMap<>(CellType.class);
    settings.cells().forEach(cell -> trained.put(cell, new ArrayList<>()));
    tryOut(
        trained,
        cell -> finalists.get(cell).size() == 1 ? Set.of() : finalists.get(cell),
        settings.updates());
    Map<CellType, Tuning> chosen = new EnumMap<>(CellType.class);
    for (CellType cell : settings.cells()) {
      List<RunResult> last = trained.get(cell);
      chosen.put(cell, best(last.isEmpty() ? tried.get(cell) : last).run().tuning());
      tried.get(cell).addAll(last);
    }
    return chosen;
  }

  /** Trains a network for each setting that was not tried yet. */
  private void tryOut(
      Map<CellType, List<RunResult>> tried,
      Function<CellType, ? extends Collection<Tuning>> settingsOf,
      int updates)
      throws IOException, InterruptedException {
    List<ExperimentRun> runs = new ArrayList<>();
    for (CellType cell : settings.cells()) {
      List<RunResult> known = tried.get(cell);
      for (Tuning tuning : settingsOf.apply(cell)) {
        ExperimentRun run =
            new ExperimentRun(
                cell, settings.hidden(), tuning, updates, ExperimentSettings.SWEEP_SEED, false);
        if (known.stream().noneMatch(result -> result.run().equals(run))) {
          runs.add(run);
        }
      }
    }
    train("sweep", runs);
    for (RunResult result : load(runs)) {
      tried.get(result.run().cell()).add(result);
    }
  }

  private RunResult best(List<RunResult> results) {
    return RunResult.best(results, settings.passagesToChooseBy());
  }

  private List<RunResult> load(List<ExperimentRun> runs) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (ExperimentRun run : runs) {
      results.add(RunResult.load(folder, run));
    }
    return results;
  }

  /** Those that have no result yet, side by side. */
  private void train(String what, List<ExperimentRun> runs)
      throws IOException, InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (ExperimentRun run : runs) {
      if (Files.exists(RunResult.file(folder, run))) {
        done(run.name(), run.updates());
      } else {
        commands.put(run.name(), command.apply(folder, JSON.writeValueAsString(run)));
      }
    }
    ChildProcesses children =
        new ChildProcesses(
            Map.of(),
            (name, progress) -> {
              done(name, progress.update());
              listener.progressed(what + ": " + name, share());
            });
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> failures = children.run(commands, cores);
    if (!failures.isEmpty()) {
      throw new TrainingException(String.join("; ", failures.values()));
    }
  }

  private synchronized void done(String name, long update) {
    updates.merge(name, update, Math::max);
  }

  private synchronized double share() {
    long done = updates.values().stream().mapToLong(Long::longValue).sum();
    return Math.min(1, done / (double) settings.updatesInAll()); // some may be tried again
  }

  /** The n-gram model of the same text, to compare with: three words are all that it sees. */
  private Map<String, List<DistanceCurve.Point>> ngram() throws IOException {
    ExperimentText text = ExperimentText.open(folder);
    IdsFile ordinary = TrainingText.ids(folder, Split.TRAIN);
    IdsFile woven = TrainingText.woven(folder);
    Stream<int[]> documents = IntStream.range(0, ordinary.documents()).mapToObj(ordinary::ids);
    if (woven != null) {
      documents =
          Stream.concat(documents, IntStream.range(0, woven.documents()).mapToObj(woven::ids));
    }
    Path work = folder.resolve("ngram");
    NGramColumn.train(documents, text.vocabulary(), work, NGramOptions.DEFAULT, tokens -> {});
    TextEncoder encoder = new TextEncoder(text.vocabulary(), new Tokenizer());
    NGramColumn column = NGramColumn.load(work, encoder, BlockList.NONE, PhraseOptions.DEFAULT);
    DistanceCurve curve = new DistanceCurve(column.start(), text.vocabulary());
    Map<String, List<DistanceCurve.Point>> curves = new TreeMap<>();
    for (Kind kind : settings.kinds()) {
      List<DistanceCurve.Point> points = new ArrayList<>();
      ExperimentText.byDistance(text.measured(), kind)
          .forEach(
              (distance, passages) ->
                  points.add(
                      curve.point(
                          distance, passages.stream().map(p -> Question.of(p, encoder)).toList())));
      curves.put(kind.label(), points);
    }
    return curves;
  }
}
