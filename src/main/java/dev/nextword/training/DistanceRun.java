package dev.nextword.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.Batch;
import dev.nextword.batches.BatchStream;
import dev.nextword.batches.IdsFile;
import dev.nextword.evaluation.CueGradient;
import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Question;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.Context;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Trains and measures one network of {@link DistanceExperiment}, in a process of its own. */
public final class DistanceRun {
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(1);

  private final Path folder;
  private final ExperimentSettings settings;
  private final ExperimentText text;
  private final TextEncoder encoder;

  /**
   * @param folder of the experiment, prepared
   */
  public DistanceRun(Path folder) throws IOException {
    this.folder = folder;
    this.settings = DistanceExperiment.settings(folder);
    this.text = ExperimentText.open(folder);
    this.encoder = new TextEncoder(text.vocabulary(), new Tokenizer());
  }

  /**
   * Trains from the beginning or the last checkpoint, measures, and writes the result.
   *
   * @param description of the run, as {@link DistanceExperiment} has made it
   */
  public void run(String description, Consumer<Progress> listener) throws IOException {
    ExperimentRun run = JsonMapper.builder().build().readValue(description, ExperimentRun.class);
    IdsFile ordinary = TrainingText.ids(folder, Split.TRAIN);
    IdsFile woven = TrainingText.woven(folder);
    if (woven == null) {
      throw new TrainingException(folder + ": the experiment's text is not complete; begin anew");
    }
    TrainingSettings training = run.settings(settings, ordinary.labels());
    IdsFile chosenBy = text.chosenByIds();
    Path checkpoints = folder.resolve("checkpoints").resolve(run.name());
    Map<String, List<CueGradient>> untrained =
        run.measured() ? gradients(fresh(training)) : Map.of();
    CellTrainer trainer =
        new CellTrainer(
            training,
            encoder.vocabulary().size(),
            ordinary,
            network -> answerLoss(network, chosenBy, training),
            woven,
            run.tuning().curriculum(),
            checkpoints,
            BETWEEN_CHECKPOINTS,
            listener,
            System::nanoTime);
    WordNetwork network;
    boolean exploded = false;
    try {
      network = trainer.train(true);
    } catch (ExplodedException e) {
      exploded = true;
      network = trainer.best(); // what it had learned before counts
    }
    double loss = answerLoss(network, chosenBy, training);
    Map<String, List<CueGradient>> trained = Map.of();
    if (run.measured()) {
      WordNetwork still = fresh(training);
      still.network().setParams(network.network().params());
      trained = gradients(still);
    }
    result(run, network, loss, exploded, trained, untrained).save(folder);
  }

  /** With the first weights, and without dropout: its gradients are looked at. */
  private WordNetwork fresh(TrainingSettings training) {
    return WordNetwork.create(
        training.withoutDropout().network(encoder.vocabulary().size()), training.updater());
  }

  private RunResult result(
      ExperimentRun run,
      WordNetwork network,
      double validationLoss,
      boolean exploded,
      Map<String, List<CueGradient>> trained,
      Map<String, List<CueGradient>> untrained) {
    NetworkLanguageModel model =
        new NetworkLanguageModel(run.cell().label(), encoder.vocabulary(), network.stepper());
    DistanceCurve curve = new DistanceCurve(Context.start(model), encoder.vocabulary());
    double accuracy =
        curves(curve, text.chosenBy()).values().stream()
            .flatMap(List::stream)
            .mapToDouble(point -> point.accuracy().value())
            .average()
            .orElseThrow();
    return new RunResult(
        run,
        network.network().numParams(),
        accuracy,
        validationLoss,
        exploded,
        run.measured() ? curves(curve, text.measured()) : Map.of(),
        trained,
        untrained);
  }

  private Map<String, List<DistanceCurve.Point>> curves(
      DistanceCurve curve, List<Passage> passages) {
    Map<String, List<DistanceCurve.Point>> curves = new TreeMap<>();
    for (Kind kind : settings.kinds()) {
      List<DistanceCurve.Point> points = new ArrayList<>();
      ExperimentText.byDistance(passages, kind)
          .forEach((distance, all) -> points.add(curve.point(distance, questions(all))));
      curves.put(kind.label(), points);
    }
    return curves;
  }

  private List<Question> questions(List<Passage> passages) {
    return passages.stream().map(passage -> Question.of(passage, encoder)).toList();
  }

  private Map<String, List<CueGradient>> gradients(WordNetwork network) {
    Map<String, List<CueGradient>> gradients = new TreeMap<>();
    for (Kind kind : settings.kinds()) {
      List<CueGradient> points = new ArrayList<>();
      ExperimentText.byDistance(text.measured(), kind)
          .forEach(
              (distance, all) ->
                  points.add(
                      CueGradient.of(
                          network,
                          encoder,
                          distance,
                          all.subList(0, Math.min(settings.gradientPassages(), all.size())))));
      gradients.put(kind.label(), points);
    }
    return gradients;
  }

  /** Mean of {@code -ln p(answer)} over passages, in nats. */
  private static double answerLoss(
      WordNetwork network, IdsFile passages, TrainingSettings settings) {
    network.states(List.of());
    BatchStream stream =
        BatchStream.measuring(passages, settings.batch() + settings.wovenLanes(), settings.bptt());
    double sum = 0;
    int answers = 0;
    for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
      double[] logProbabilities = network.labelLogProbabilities(batch);
      sum -= batch.answers().stream().mapToDouble(i -> logProbabilities[i]).sum();
      answers += batch.answers().cardinality();
    }
    return sum / answers;
  }
}
