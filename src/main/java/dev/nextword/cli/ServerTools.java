package dev.nextword.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelStore;
import dev.nextword.server.Retraining;
import dev.nextword.text.CorpusException;
import dev.nextword.text.CorpusSource;
import dev.nextword.text.OwnCorpora;
import dev.nextword.text.ProgressListener;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.NetworkSize;
import dev.nextword.training.TrainingOrder;
import dev.nextword.training.Trainings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server needs of the program as a whole: its commands as processes, the project's texts.
 */
final class ServerTools implements Retraining.Tools, Trainings.Commands {
  private static final long MOST_SECONDS_OF_ESTIMATE = 120;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Below the server's, so that whoever types does not feel it. Empty where there is no nice. */
  static final List<String> LOW_PRIORITY =
      Stream.of("/usr/bin/nice", "/bin/nice")
          .filter(program -> Files.isExecutable(Path.of(program)))
          .findFirst()
          .map(program -> List.of(program, "-n", System.getProperty("nextword.nice", "10")))
          .orElse(List.of());

  private final Path data;
  private final PublicReports reports;
  private final ModelStore shipped;
  private final Path blocked;
  private final OwnCorpora corpora;
  private final Supplier<String> active;

  /**
   * @param data folder of the person's own
   * @param shipped models that came with the program
   * @param blocked file of words never to be suggested
   * @param active tells the set that serves, with which a new one is compared
   */
  ServerTools(
      Path data, ModelStore shipped, Path blocked, OwnCorpora corpora, Supplier<String> active) {
    this.data = data;
    this.reports = new PublicReports(data);
    this.shipped = shipped;
    this.blocked = blocked;
    this.corpora = corpora;
    this.active = active;
  }

  @Override
  public List<CorpusSource> catalogue() {
    return Catalogue.load().sources();
  }

  @Override
  public List<String> ready() {
    List<String> ready = new ArrayList<>();
    if (CorpusArgument.exists(PublicReports.SAMPLE)) {
      ready.add(PublicReports.SAMPLE);
    }
    Path fetched = Catalogue.fetched();
    for (CorpusSource source : catalogue()) {
      boolean whole =
          source.files().stream()
              .allMatch(
                  file -> Files.exists(fetched.resolve(source.name()).resolve(file.target())));
      if (whole) {
        ready.add(source.name());
      }
    }
    return ready;
  }

  @Override
  public Optional<CorpusReport> report(String name) {
    return reports.find(name);
  }

  @Override
  public void fetch(String name, ProgressListener listener) throws IOException {
    Catalogue.load().fetch(name, Catalogue.fetched(), listener);
    reports.read(name);
  }

  private String corpusPath(String name) {
    return corpora.exists(name)
        ? corpora.path(name).toString()
        : CorpusArgument.path(name).toAbsolutePath().normalize().toString();
  }

  @Override
  public List<String> of(TrainingOrder order, Path models, boolean resume) {
    List<String> command = program("train");
    add(command, "--models", models.toString());
    add(command, "--blocklist", blocked.toString());
    add(command, "--compare-with", order.from() == null ? active.get() : order.from());
    command.addAll(List.of("--child", "--device", "cpu", "--checkpoint-seconds", "20"));
    if (resume) {
      command.add("--resume");
      return command;
    }
    add(command, "--corpus", corpusPath(order.corpus()));
    add(command, "--cells", String.join(",", order.cells()));
    add(command, "--prompt", order.prompt());
    add(command, "--seed", Long.toString(order.seed()));
    if (order.from() != null) {
      add(command, "--from", order.from());
    } else {
      NetworkSize size =
          order.size() != null ? order.size() : NetworkSize.of(words(order.corpus()));
      add(command, "--size", size.label());
    }
    if (order.epochs() != null) {
      add(command, "--epochs", order.epochs().toString());
    }
    if (order.learningRate() != null) {
      add(command, "--learning-rate", order.learningRate().toString());
    }
    if (!order.woven()) {
      command.add("--no-woven");
    }
    return command;
  }

  private long words(String corpus) {
    return corpora.exists(corpus)
        ? CorpusReport.read(corpora, corpus).words()
        : report(corpus).map(CorpusReport::words).orElse(Long.MAX_VALUE);
  }

  /** The shipped models of this server are those of its own --models: sets are named by that. */
  private List<String> program(String... verbs) {
    List<String> command = new ArrayList<>(LOW_PRIORITY);
    command.addAll(ThisProgram.command(List.of()));
    command.addAll(List.of(verbs));
    add(command, "--data", data.toString());
    add(command, "--shipped", shipped.folder().toAbsolutePath().normalize().toString());
    command.add("--json");
    return command;
  }

  private static void add(List<String> command, String flag, String value) {
    command.add(flag + "=" + value); // so that a value may begin with a dash
  }

  @Override
  public JsonNode estimate(String corpus, @Nullable String size, @Nullable String from)
      throws IOException, InterruptedException {
    List<String> command = program("corpus", "estimate");
    if (size != null) {
      add(command, "--size", size);
    }
    if (from != null) {
      add(command, "--from", from);
    }
    command.add(corpus);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      List<String> lines;
      try (Stream<String> out = process.inputReader(StandardCharsets.UTF_8).lines()) {
        lines = out.filter(line -> line.startsWith("{\"event\":\"estimate\"")).toList();
      }
      if (!process.waitFor(MOST_SECONDS_OF_ESTIMATE, TimeUnit.SECONDS) || lines.isEmpty()) {
        throw new CorpusException("the time could not be measured; try again");
      }
      return JSON.readTree(lines.get(0));
    } finally {
      process.destroyForcibly();
    }
  }
}
