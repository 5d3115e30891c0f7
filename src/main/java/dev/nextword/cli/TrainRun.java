package dev.nextword.cli;

import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.training.CellRun;
import dev.nextword.training.CellTrainer;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.DeviceChoice;
import dev.nextword.training.PretokenizedFiles;
import dev.nextword.training.PretokenizedText;
import dev.nextword.training.TrainingJob;
import dev.nextword.training.TrainingLock;
import dev.nextword.training.TrainingPlan;
import dev.nextword.training.TrainingSettings;
import dev.nextword.training.TrainingText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code train} does: makes the text ready, counts the n-grams, trains the cells. */
final class TrainRun {
  private static final Path TEMPLATES = Path.of("corpus/templates");

  /** Text as long as this is read in passes enough for so many words in all, within limits. */
  private static final long WORDS_IN_ALL = 20_000_000;

  private static final int FEWEST_EPOCHS = 3;
  private static final int MOST_EPOCHS = 40;
  private static final int FEWEST_WOVEN_ROUNDS = 20;
  private static final int MOST_WOVEN_ROUNDS = 1_500;

  /** In so many windows of text that is one long document, a lane begins from the zero state. */
  private static final double FRESH_STATES = 0.002;

  /** Mean length of a woven passage in words, to see how many are needed. */
  private static final int PASSAGE_WORDS = 60;

  private final ModelStore models;
  private final BlockedWords blocked;
  private final int checkpointSeconds;
  private final DeviceChoice device;
  private final Output output;
  private final TrainExtras extras;

  TrainRun(
      ModelStore models,
      BlockedWords blocked,
      int checkpointSeconds,
      DeviceChoice device,
      TrainExtras extras,
      Output output) {
    this.models = models;
    this.blocked = blocked;
    this.checkpointSeconds = checkpointSeconds;
    this.device = device;
    this.extras = extras;
    this.output = output;
  }

  /** Where a training keeps its text and its checkpoints. */
  private Path folder(String name) {
    return models.folder().resolve(".training").resolve(name.isEmpty() ? "default" : name);
  }

  /** From the beginning. */
  List<String> begin(TrainOptions options, @Nullable PretokenizedFiles pretokenized)
      throws IOException, InterruptedException {
    Path folder = folder(options.name());
    Corpus corpus = pretokenized == null ? CorpusArgument.open(options.corpus()) : null;
    TrainingLock lock = TrainingLock.take(folder);
    try {
      TrainingPlan.forget(folder);
      if (corpus != null) {
        prepare(options, corpus, folder);
      } else if (pretokenized != null) {
        prepare(options, pretokenized, folder);
      }
      return run(folder, false);
    } finally {
      lock.close();
    }
  }

  private void prepare(TrainOptions options, Corpus corpus, Path folder) throws IOException {
    output.err().println("Reading " + corpus.name() + " ...");
    say("phase", Map.of("phase", "reading"));
    Weaver weaver =
        options.woven()
            ? Weaver.load(ProjectFolder.find(TEMPLATES), new Tokenizer()::wordStarts)
            : null;
    int rounds = options.woven() ? wovenRounds(options) : 0;
    Beginning from = extras.from();
    TrainingText text =
        TrainingText.prepare(
            corpus,
            weaver,
            rounds,
            from == null ? null : from.vocabulary(),
            from == null || extras.vocabularyIsGiven()
                ? options.vocabulary()
                : from.vocabularySize(),
            options.seed(),
            folder);
    output
        .err()
        .printf(
            Locale.ROOT,
            "%,d documents, %,d tokens; vocabulary of %,d words%n",
            sum(text.documents()),
            sum(text.words()),
            text.vocabulary().size());
    say(
        "text",
        Map.of(
            "documents", documents(text),
            "words", sum(text.words()),
            "vocabulary", text.vocabulary().size(),
            "newWords", from == null ? 0 : text.vocabulary().size() - from.vocabulary().size()));
    String little = CorpusReport.tooLittle(sum(text.words()));
    if (little != null) {
      output.err().println(little);
      say("note", Map.of("message", little));
    }
    plan(options, corpus, text).save(folder);
  }

  /** A line of JSON about the training as a whole, for programs. */
  private void say(String event, Map<String, ?> what) {
    if (output.isJson()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("event", event);
      line.putAll(what);
      output.out().println(Output.line(line));
      output.out().flush();
    }
  }

  private void prepare(TrainOptions options, PretokenizedFiles files, Path folder)
      throws IOException {
    TrainingText text = PretokenizedText.prepare(files, options.vocabulary(), folder);
    Map<Split, Long> words = text.words();
    output
        .err()
        .printf(
            Locale.ROOT,
            "%,d tokens to train on, %,d and %,d to measure on; vocabulary of %,d words%n",
            words.get(Split.TRAIN) - 1,
            words.get(Split.VALID) - 1,
            words.get(Split.TEST) - 1,
            text.vocabulary().size());
    List<Path> paths =
        List.of(Path.of(files.train()), Path.of(files.valid()), Path.of(files.test()));
    ModelCard.TrainingText card =
        new ModelCard.TrainingText(
            paths.get(0).toAbsolutePath().getFileName().toString(),
            sha256OfSeveral(paths.stream().map(Corpora::hash).toList()),
            "",
            sum(text.documents()),
            sum(words),
            documents(text));
    new TrainingPlan(
            options.name(),
            options.corpus(),
            card,
            cells(options, words.get(Split.TRAIN), FRESH_STATES),
            files,
            TrainSettings.byName(options))
        .save(folder);
  }

  /**
   * From the last checkpoints.
   *
   * @param check sees the plan before anything is done, and may refuse
   */
  List<String> resume(String name, Consumer<TrainingPlan> check)
      throws IOException, InterruptedException {
    Path folder = folder(name);
    if (!TrainingPlan.exists(folder)) {
      throw new CommandException(
          "there is no training to resume in " + folder + "; start it without --resume");
    }
    check.accept(TrainingPlan.load(folder));
    TrainingLock lock = TrainingLock.take(folder);
    try {
      return run(folder, true);
    } finally {
      lock.close();
    }
  }

  private List<String> run(Path folder, boolean resume) throws IOException, InterruptedException {
    TrainingPlan plan = TrainingPlan.load(folder);
    if (plan.pretokenized() == null) {
      say("phase", Map.of("phase", "counting"));
      new CellRun(folder, models, blocked.load()).ngram();
    }
    ProgressLines lines = new ProgressLines(output);
    TrainingJob job =
        new TrainingJob(
            folder,
            (cell, again) -> childCommand(folder, cell, again),
            device.environment(),
            lines::accept);
    say("phase", Map.of("phase", "training"));
    Thread goOn = new Thread(() -> output.err().println("go on with: " + resumeCommand(plan)));
    Runtime.getRuntime().addShutdownHook(goOn);
    Map<CellType, String> failures = job.run(resume);
    try {
      Runtime.getRuntime().removeShutdownHook(goOn);
    } catch (IllegalStateException ending) {
      return List.of(); // by Ctrl-C or its like; the hook says how to go on
    }
    lines.end();
    new TrainResult(plan, models, output).print(failures.keySet());
    compare(plan);
    return List.copyOf(failures.values());
  }

  private void compare(TrainingPlan plan) {
    ModelStore before = extras.before();
    if (before == null || plan.pretokenized() != null) {
      return;
    }
    say("phase", Map.of("phase", "comparing"));
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("ngram", plan.modelName("ngram"));
    for (TrainingSettings cell : plan.cells()) {
      columns.put(cell.cell().label(), plan.modelName(cell.cell().label()));
    }
    new BeforeAndAfter(before, models, CorpusArgument.open(plan.corpus()), blocked.load(), output)
        .print(columns);
  }

  private String resumeCommand(TrainingPlan plan) {
    return "train --resume --models "
        + models.folder()
        + (plan.prefix().isEmpty() ? "" : " --name " + plan.prefix());
  }

  private List<String> childCommand(Path folder, CellType cell, boolean resume) {
    List<String> command = new ArrayList<>(ThisProgram.command(device.javaOptions()));
    command.addAll(
        List.of(
            TrainCellCommand.NAME,
            folder.toString(),
            cell.label(),
            "--models",
            models.folder().toString(),
            "--blocklist",
            blocked.file().toString(),
            "--checkpoint-seconds",
            Integer.toString(checkpointSeconds)));
    if (resume) {
      command.add("--resume");
    }
    return command;
  }

  static List<TrainingSettings> cells(TrainOptions options, long words, double freshStates) {
    List<TrainingSettings> cells = new ArrayList<>();
    for (String label : options.cells()) {
      CellType cell = CellType.of(label);
      SoftmaxKind softmax = SoftmaxKind.of(options.softmax());
      if (options.tied() && softmax == SoftmaxKind.AUTO) {
        softmax = SoftmaxKind.FULL; // an adaptive one has columns of several lengths
      }
      int woven = options.woven() ? options.batch() / 4 : 0;
      cells.add(
          new TrainingSettings(
              cell,
              options.embedding(),
              options.hidden(),
              options.layers(),
              options.embedding(),
              softmax,
              options.dropout().get(label),
              cell == CellType.RNN ? Initialisation.ORTHOGONAL : Initialisation.UNIFORM,
              1,
              epochs(options, words),
              options.batch() - woven,
              woven,
              options.bptt(),
              options.optimiser(),
              options.learningRate().get(label),
              options.clip(),
              options.answerWeight().get(label),
              2,
              3,
              0.5,
              options.tied(),
              freshStates,
              options.seed()));
    }
    return cells;
  }

  private static Map<String, Long> documents(TrainingText text) {
    Map<String, Long> split = new TreeMap<>();
    text.documents().forEach((part, n) -> split.put(part.name().toLowerCase(Locale.ROOT), n));
    return split;
  }

  private TrainingPlan plan(TrainOptions options, Corpus corpus, TrainingText text) {
    Beginning from = extras.from();
    List<TrainingSettings> anew = cells(options, text.words().get(Split.TRAIN), 0);
    return new TrainingPlan(
        options.name(),
        options.corpus(),
        new ModelCard.TrainingText(
            corpus.name(),
            sha256(options.corpus()),
            CorpusArgument.licence(options.corpus()),
            sum(text.documents()),
            sum(text.words()),
            documents(text)),
        from == null ? anew : from.settings(anew, extras.rateIsGiven()),
        null,
        TrainSettings.byName(options),
        from == null ? null : from.folder(),
        extras.prompt());
  }

  static int epochs(TrainOptions options, long words) {
    if (options.epochs() > 0) {
      return options.epochs();
    }
    return (int) Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, WORDS_IN_ALL / Math.max(1, words)));
  }

  /** Passages of each distance, so that hardly one comes twice. */
  private static int wovenRounds(TrainOptions options) {
    long bytes = 0;
    for (String name : options.corpus()) {
      bytes += Corpora.unpackedBytes(Corpora.files(CorpusArgument.path(name)));
    }
    long words = bytes / 5; // near enough: it decides how many passages are kept ready
    double woven = words * (double) epochs(options, words) / 3; // a quarter of the lanes
    double passages = woven / PASSAGE_WORDS / CellTrainer.WOVEN_DISTANCES;
    return (int) Math.max(FEWEST_WOVEN_ROUNDS, Math.min(MOST_WOVEN_ROUNDS, passages));
  }

  private static long sum(Map<Split, Long> parts) {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of one text its own checksum; of several, of their checksums, a line each. */
  private static String sha256(List<String> corpus) {
    List<String> each =
        corpus.stream().map(name -> Corpora.sha256(CorpusArgument.path(name))).toList();
    return each.size() == 1 ? each.get(0) : sha256OfSeveral(each);
  }

  private static String sha256OfSeveral(List<String> each) {
    try {
      byte[] lines = String.join("\n", each).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
