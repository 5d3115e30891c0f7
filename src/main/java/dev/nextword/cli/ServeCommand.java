package dev.nextword.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.LabRuns;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelException;
import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Column;
import dev.nextword.server.ActiveModels;
import dev.nextword.server.LabRoutes;
import dev.nextword.server.ModelSnapshot;
import dev.nextword.server.NextWordServer;
import dev.nextword.server.Retraining;
import dev.nextword.server.ServedModel;
import dev.nextword.server.ServerOptions;
import dev.nextword.server.Token;
import dev.nextword.text.OwnCorpora;
import dev.nextword.training.TrainingRecord;
import dev.nextword.training.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: the page and the API, until the process is ended. */
@Command(
    name = "serve",
    description = "Serves the page and the API until it is stopped (Ctrl-C). The default command.")
final class ServeCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String FIRST_KEY = "I would like to kn";

  /** The pause after somebody's key in which the next one is not likely to come any more. */
  private static final Duration QUIET = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Mixin private ModelsFolder models;
  @Mixin private DataFolder data;
  @Mixin private BlockedWords blockedWords;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 takes any that is free (default: 7070).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = {
        "Address to listen on (default: 127.0.0.1, for this machine only).",
        "0.0.0.0 opens it to the network: to all who reach it, it completes, scores and explains;",
        "what changes something wants --token."
      })
  private @Nullable String host;

  @Option(
      names = "--token",
      paramLabel = "SECRET",
      defaultValue = "${env:NEXTWORD_TOKEN}",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Who sends it may train and manage models and texts (Authorization: Bearer SECRET).",
        "Others on this machine can read a command line: rather set NEXTWORD_TOKEN."
      })
  private @Nullable String token;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description = "Names that browsers on other machines may call this one by.")
  private Set<String> allowedHosts = Set.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many columns are computed at once (default: one a core, at most 4).")
  private @Nullable Integer threads;

  @Option(
      names = "--web",
      paramLabel = "FOLDER",
      defaultValue = "web",
      description = "Folder of the page (default: ${DEFAULT-VALUE}).")
  private Path web;

  @Override
  public Integer call() throws InterruptedException {
    ModelStore store = models.existingFolder();
    BlockList blocked = blockedWords.load();
    ModelSets sets = data.sets(store);
    String first =
        spec.commandLine().getParseResult().hasMatchedOption("--models")
            ? ModelSets.SHIPPED
            : sets.active();
    // The server starts while the models are read; who asks too early waits.
    ActiveModels active = new ActiveModels(sets, first, models -> snapshot(models, blocked));
    WarmUp warmUp = new WarmUp(active, QUIET);
    CountDownLatch stopped = new CountDownLatch(1);
    ServerOptions options = options();
    OwnCorpora corpora = data.corpora();
    ServerTools tools =
        new ServerTools(data.path(), store, blockedWords.file(), corpora, active::name);
    Trainings trainings = new Trainings(data.path().resolve("training"), tools, sets::install);
    Retraining retraining = new Retraining(active, corpora, trainings, tools);
    LabRoutes lab =
        new LabRoutes(
            new LabRuns(LabWorkerCommand.process(), LabWorkerCommand.environment()),
            id -> trainings.find(id).map(TrainingRecord::snapshot));
    try (NextWordServer server =
        server(options, warmUp::askedBySomebody, store.folder(), retraining, lab).start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      report(active.get().absent(), sets.store(first));
      sayWhoMay(options);
      spec.commandLine().getOut().println("nextword is ready at " + server.uri());
      SmallHeap.keep();
      System.gc(); // gives back what reading has left behind
      warmUp.start();
      stopped.await(); // until Ctrl-C
    } catch (IllegalStateException | CompletionException e) {
      throw new CommandException(e.getMessage(), e);
    }
    return 0;
  }

  private void report(List<ModelSnapshot.Absent> absent, ModelStore store) {
    if (store.names().isEmpty()) { // The page is served all the same: it shows how to train them.
      spec.commandLine().getErr().println("nextword: " + ModelsFolder.noneIn(store));
    } else {
      for (ModelSnapshot.Absent model : absent) {
        if (store.names().contains(model.name())) {
          spec.commandLine().getErr().println("nextword: " + model.reason());
        }
      }
    }
  }

  /** Where others can reach the server, they can do less, or listen in. */
  private void sayWhoMay(ServerOptions options) {
    if (!options.isLocal()) {
      spec.commandLine()
          .getErr()
          .println(
              options.token() == null
                  ? "nextword: other machines can reach this server. Without --token it completes,"
                      + " scores and explains, and refuses everything else."
                  : "nextword: other machines can reach this server. The token crosses the network"
                      + " in the clear: where strangers listen, put a proxy with TLS before it.");
    }
  }

  private NextWordServer server(
      ServerOptions options,
      Supplier<ModelSnapshot> snapshot,
      Path measured,
      Retraining retraining,
      LabRoutes lab) {
    try {
      return NextWordServer.create(
          options, snapshot, ProjectFolder.find(web), measured, retraining, lab);
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private ServerOptions options() {
    ServerOptions defaults = ServerOptions.defaults();
    try {
      ServerOptions options =
          new ServerOptions(
              host == null ? defaults.host() : host,
              port == null ? defaults.port() : port,
              allowedHosts,
              threads == null ? defaults.threads() : threads);
      return token == null ? options : options.withToken(Token.of(token));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** A model that cannot be used is shown as absent, with the reason; the others serve. */
  private static ModelSnapshot snapshot(ModelStore store, BlockList blocked) {
    Columns columns = new Columns(blocked);
    Queue<ModelSnapshot.Absent> absent = new ConcurrentLinkedQueue<>();
    List<ServedModel> serving =
        store.names().parallelStream()
            .flatMap(
                name -> {
                  try {
                    return Stream.of(
                        served(store.loadForPrediction(name), columns, store.bytes(name)));
                  } catch (ModelException e) {
                    absent.add(new ModelSnapshot.Absent(name, e.getMessage()));
                    return Stream.empty();
                  }
                })
            .toList();
    return new ModelSnapshot(serving, List.copyOf(absent));
  }

  private static ServedModel served(ModelBundle bundle, Columns columns, long bytes) {
    ModelCard card = bundle.card();
    Columns.Explained explained = columns.explained(bundle);
    Column column = explained.column();
    column.complete(FIRST_KEY, 5); // so that the first key does not wait for classes to load
    ObjectNode json = JSON.valueToTree(card);
    json.put("bytes", bytes); // what the card cannot know of itself
    Object perplexity = card.evaluation().get("perplexity");
    return new ServedModel(
        column,
        json,
        bundle instanceof ModelBundle.Stepper ? card.parameters() : null,
        perplexity instanceof Number number ? number.doubleValue() : null,
        explained.explainer());
  }
}
