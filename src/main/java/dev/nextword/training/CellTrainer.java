package dev.nextword.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.Batch;
import dev.nextword.batches.BatchStream;
import dev.nextword.batches.IdsFile;
import dev.nextword.batches.WovenCurriculum;
import dev.nextword.model.ModelCard;
import dev.nextword.network.WordNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains one network: truncated backpropagation through time, clipping by global norm, a learning
 * rate that falls when validation stalls, checkpoints. What it does is a function of settings, text
 * and seed alone: a training that was killed and resumed ends with the same weights, bit by bit, as
 * one that was not.
 */
public final class CellTrainer {
  /** Distances of woven passages, 0 to 60 words. */
  public static final int WOVEN_DISTANCES = 61;

  static final String CHECKPOINT = "checkpoint.bin";
  static final String BEST = "best.bin";

  /** All woven distances come after this share of the updates; until then they grow. */
  private static final double WOVEN_RAMP = 0.4;

  private static final long SECONDS_BETWEEN_CHECKPOINTS = 60;
  private static final long SECONDS_BETWEEN_LINES = 2;

  private final TrainingSettings settings;
  private final IdsFile valid;
  private final Path folder;
  private final Consumer<Progress> listener;
  private final WordNetwork network;
  private final BatchStream stream;
  private final LearningRateSchedule schedule;
  private final int updatesPerEpoch;
  private final int updates;

  private int update;
  private double secondsBefore;
  private double lossSum;
  private int lossCount;
  private List<ModelCard.CurvePoint> curve = new ArrayList<>();
  private final long started = System.nanoTime();

  /**
   * @param vocabulary number of words
   * @param text training documents
   * @param valid validation documents
   * @param woven woven passages in rounds of {@link #WOVEN_DISTANCES}; needed if the settings have
   *     lanes for them
   * @param folder for checkpoints
   * @param listener hears of progress, every two seconds or so
   */
  public CellTrainer(
      TrainingSettings settings,
      int vocabulary,
      IdsFile text,
      IdsFile valid,
      @Nullable IdsFile woven,
      Path folder,
      Consumer<Progress> listener) {
    this.settings = settings;
    this.valid = valid;
    this.folder = folder;
    this.listener = listener;
    this.network = WordNetwork.create(settings.network(vocabulary), settings.updater());
    this.schedule = new LearningRateSchedule(settings.patience(), settings.coolDown());
    long labels = (long) settings.batch() * settings.bptt();
    this.updatesPerEpoch = (int) ((text.labels() + labels - 1) / labels);
    this.updates = (int) Math.max(1, Math.round(settings.epochs() * updatesPerEpoch));
    if (settings.wovenLanes() == 0) {
      this.stream = BatchStream.training(text, settings.batch(), settings.bptt(), settings.seed());
    } else {
      IdsFile passages = Objects.requireNonNull(woven, "lanes of woven passages, but no passages");
      // Passages drawn until the ramp ends, from their mean length
      double perUpdate =
          settings.wovenLanes()
              * settings.bptt()
              * (double) passages.documents()
              / passages.words();
      long ramp = Math.round(WOVEN_RAMP * updates * perUpdate);
      this.stream =
          BatchStream.training(
              text,
              settings.batch(),
              new WovenCurriculum(passages, WOVEN_DISTANCES, ramp, settings.seed()),
              settings.wovenLanes(),
              settings.bptt(),
              settings.seed());
    }
  }

  /**
   * Trains until the last epoch, or until validation does not improve any more.
   *
   * @param resume go on from the folder's checkpoint, if there is one
   * @return the network with the weights that were best on the validation text
   * @throws TrainingException when the loss is not finite any more, or a checkpoint does not fit
   */
  public WordNetwork train(boolean resume) {
    try {
      Files.createDirectories(folder);
      if (resume && Files.exists(folder.resolve(CHECKPOINT))) {
        resume();
        listener.accept(line("resumed", null));
      } else {
        Files.deleteIfExists(folder.resolve(BEST));
        listener.accept(line("started", null));
      }
      run();
      Checkpoint.load(folder.resolve(BEST)).restore(network);
      listener.accept(line("finished", null));
      return network;
    } catch (IOException e) {
      throw new TrainingException(
          folder + ": the checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  /** Measurements so far. */
  public List<ModelCard.CurvePoint> curve() {
    return List.copyOf(curve);
  }

  private void run() throws IOException {
    long lastCheckpoint = System.nanoTime();
    long lastLine = System.nanoTime();
    double loss = 0;
    double norms = 0;
    int clipped = 0;
    int lines = 0;
    long words = 0;
    while (update < updates && !schedule.exhausted()) {
      Batch batch = Objects.requireNonNull(stream.next());
      double factor = schedule.factor((double) update / updates);
      double batchLoss = step(batch);
      double norm = clipAndUpdate(batchLoss, factor);
      update++;
      loss += batchLoss;
      norms += norm;
      clipped += norm > settings.clip() ? 1 : 0;
      lines++;
      words += batch.labelled();
      lossSum += batchLoss;
      lossCount++;

      long now = System.nanoTime();
      if (now - lastLine > SECONDS_BETWEEN_LINES * 1_000_000_000L) {
        double seconds = (now - lastLine) / 1e9;
        double speed = words / seconds;
        double left = (updates - update) * seconds / lines;
        listener.accept(
            line(
                "progress",
                new Recent(loss / lines, speed, left, norms / lines, (double) clipped / lines)));
        loss = 0;
        norms = 0;
        clipped = 0;
        lines = 0;
        words = 0;
        lastLine = now;
      }
      if (update == updates
          || update % Math.max(1, updatesPerEpoch / settings.evaluationsPerEpoch()) == 0) {
        measure(factor);
        lastLine = System.nanoTime();
        loss = norms = 0;
        clipped = lines = 0;
        words = 0;
      }
      if (now - lastCheckpoint > SECONDS_BETWEEN_CHECKPOINTS * 1_000_000_000L
          || update == updates) {
        checkpoint().save(folder.resolve(CHECKPOINT));
        lastCheckpoint = System.nanoTime();
      }
    }
  }

  private double step(Batch batch) {
    if (settings.dropout() > 0) {
      // a seed of its own for each update: what is left out does not depend on what ran before
      Nd4j.getRandom().setSeed(settings.seed() * 1_000_003 + update);
    }
    return network.computeGradient(batch, settings.answerWeight());
  }

  /** Gives the gradient's global norm before clipping. */
  private double clipAndUpdate(double loss, double factor) {
    INDArray gradient = network.network().getFlattenedGradients();
    double norm = gradient.norm2Number().doubleValue();
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new TrainingException(
          String.format(
              Locale.ROOT,
              "%s: at update %d the %s is not finite any more: the training has exploded. The checkpoint before it is"
                  + " kept. Train with a smaller --learning-rate (now %s) or a smaller --clip (now %s).",
              settings.cell().label(),
              update + 1,
              Double.isFinite(loss) ? "gradient" : "loss",
              settings.learningRate(),
              settings.clip()));
    }
    if (norm > settings.clip()) {
      gradient.muli(settings.clip() / norm);
    }
    network
        .network()
        .getUpdater()
        .update(
            network.network(),
            network.network().gradient(),
            update,
            0,
            1,
            LayerWorkspaceMgr.noWorkspaces());
    if (factor != 1) {
      gradient.muli(
          factor); // the optimiser has turned it into the update, at its first learning rate
    }
    network.network().params().reshape(gradient.shape()).subi(gradient);
    return norm;
  }

  private void measure(double factor) throws IOException {
    List<Map<String, INDArray>> states = network.states();
    double validation =
        Perplexity.meanLoss(
            network, valid, settings.batch() + settings.wovenLanes(), settings.bptt());
    network.states(states);
    boolean best = schedule.measured(validation);
    curve.add(
        new ModelCard.CurvePoint(
            (double) update / updatesPerEpoch,
            lossSum / Math.max(1, lossCount),
            validation,
            settings.learningRate() * factor,
            seconds()));
    lossSum = 0;
    lossCount = 0;
    if (best) {
      checkpoint().save(folder.resolve(BEST));
    }
    listener.accept(line("validated", null));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) / 1e9;
  }

  private Checkpoint checkpoint() {
    return Checkpoint.of(
        network,
        new Checkpoint.Position(
            settingsJson(),
            update,
            seconds(),
            stream.position(),
            schedule.state(),
            lossSum,
            lossCount,
            curve));
  }

  private void resume() {
    Path path = folder.resolve(CHECKPOINT);
    Checkpoint checkpoint = Checkpoint.load(path);
    Checkpoint.Position at = checkpoint.progress();
    if (!at.settings().equals(settingsJson())) {
      throw new TrainingException(
          path
              + " belongs to a training with other settings; give the same ones, or train again without --resume");
    }
    checkpoint.restore(network);
    stream.position(at.stream());
    schedule.state(at.schedule());
    update = at.update();
    secondsBefore = at.seconds();
    lossSum = at.lossSum();
    lossCount = at.lossCount();
    curve = new ArrayList<>(at.curve());
  }

  private String settingsJson() {
    try {
      return JsonMapper.builder().build().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Recent(double loss, double speed, double left, double norm, double clipped) {}

  private Progress line(String event, @Nullable Recent recent) {
    return new Progress(
        settings.cell().label(),
        event,
        update,
        updates,
        (double) update / updatesPerEpoch,
        recent == null ? null : recent.loss,
        recent == null ? null : recent.speed,
        recent == null ? null : recent.left,
        settings.learningRate() * schedule.factor((double) update / updates),
        recent == null ? null : recent.norm,
        recent == null ? null : recent.clipped,
        curve.isEmpty() ? null : curve.get(curve.size() - 1).validationLoss(),
        null,
        event.equals("finished") ? curve() : null);
  }
}
