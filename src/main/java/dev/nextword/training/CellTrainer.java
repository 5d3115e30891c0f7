package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.batches.BatchStream;
import dev.nextword.batches.IdsFile;
import dev.nextword.batches.WovenCurriculum;
import dev.nextword.model.ModelCard;
import dev.nextword.network.WordNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains one network: truncated backpropagation through time, clipping by global norm, a learning
 * rate that falls when validation stalls, checkpoints. What it does is a function of settings, text
 * and seed alone: a training that was killed and resumed ends with the same weights, bit by bit, as
 * one that was not.
 */
public final class CellTrainer {
  /** Distances of woven passages, 0 to 60 words. */
  public static final int WOVEN_DISTANCES = Curriculum.DEFAULT.distances();

  static final String CHECKPOINT = "checkpoint.bin";
  static final String BEST = "best.bin";

  private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

  private final TrainingSettings settings;
  private final ToDoubleFunction<WordNetwork> validation;
  private final Path folder;
  private final Consumer<Progress> listener;
  private final WordNetwork network;
  private final BatchStream stream;
  private final @Nullable AdamStep adam;
  private final LearningRateSchedule schedule;
  private final int updatesPerEpoch;
  private final int updates;

  private int update;
  private double secondsBefore;
  private double lossSum;
  private int lossCount;
  private List<ModelCard.CurvePoint> curve = new ArrayList<>();
  private final long nanosBetweenCheckpoints;
  private final LongSupplier clock;
  private final long started;

  /**
   * @param vocabulary number of words
   * @param text training documents
   * @param validation a loss of the network, in nats, by which the best weights are chosen; may
   *     change its carried states
   * @param woven woven passages in rounds of the curriculum's distances; needed if the settings
   *     have lanes for them
   * @param curriculum how their distances grow
   * @param folder for checkpoints
   * @param betweenCheckpoints at most so much is lost when the training is killed; it changes
   *     nothing of what the training does
   * @param listener hears of progress, every two seconds or so
   * @param clock in nanoseconds, such as {@link System#nanoTime}
   */
  public CellTrainer(
      TrainingSettings settings,
      int vocabulary,
      IdsFile text,
      ToDoubleFunction<WordNetwork> validation,
      @Nullable IdsFile woven,
      Curriculum curriculum,
      Path folder,
      Duration betweenCheckpoints,
      Consumer<Progress> listener,
      LongSupplier clock) {
    this.nanosBetweenCheckpoints = betweenCheckpoints.toNanos();
    this.clock = clock;
    this.started = clock.getAsLong();
    this.settings = settings;
    this.validation = validation;
    this.folder = folder;
    this.listener = listener;
    this.network = WordNetwork.create(settings.network(vocabulary), settings.updater());
    this.adam = adam();
    this.schedule = new LearningRateSchedule(settings.patience(), settings.coolDown());
    long labels = (long) settings.batch() * settings.bptt();
    this.updatesPerEpoch = (int) ((text.labels() + labels - 1) / labels);
    this.updates = (int) Math.max(1, Math.round(settings.epochs() * updatesPerEpoch));
    if (settings.wovenLanes() == 0) {
      this.stream =
          BatchStream.training(text, settings.batch(), settings.bptt(), settings.seed())
              .withFreshStates(settings.freshStates(), settings.seed());
    } else {
      IdsFile passages = Objects.requireNonNull(woven, "lanes of woven passages, but no passages");
      // Passages drawn until the ramp ends, from their mean length
      double perUpdate =
          settings.wovenLanes()
              * settings.bptt()
              * (double) passages.documents()
              / passages.words();
      long ramp = Math.round(curriculum.ramp() * updates * perUpdate);
      this.stream =
          BatchStream.training(
              text,
              settings.batch(),
              new WovenCurriculum(
                  passages, curriculum.distances(), ramp, curriculum.power(), settings.seed()),
              settings.wovenLanes(),
              settings.bptt(),
              settings.seed());
    }
  }

  /**
   * Trains until the last epoch, or until validation does not improve any more.
   *
   * @param resume go on from the folder's newest whole checkpoint, if there is one
   * @return the network with the weights that were best on the validation text
   * @throws TrainingException when the loss is not finite any more, or a checkpoint does not fit
   */
  public WordNetwork train(boolean resume) {
    try {
      Files.createDirectories(folder);
      List<String> damage = new ArrayList<>();
      Path newest = folder.resolve(CHECKPOINT);
      Checkpoint last =
          resume ? Checkpoint.lastWhole(newest, folder.resolve(BEST), damage::add) : null;
      if (last != null) {
        resume(last);
        listener.accept(line(Progress.RESUMED, null, 0).saying(damage));
      } else {
        // else a training that is killed before its first checkpoint would resume an older one
        Files.deleteIfExists(folder.resolve(CHECKPOINT));
        Files.deleteIfExists(folder.resolve(BEST));
        listener.accept(line(Progress.STARTED, null, 0).saying(damage));
      }
      run();
      WordNetwork best = best();
      listener.accept(line(Progress.FINISHED, null, 0));
      return best;
    } catch (IOException e) {
      throw new TrainingException(
          folder + ": the checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  /** What is trained: whoever has better weights than random ones gives them before. */
  WordNetwork network() {
    return network;
  }

  /** The network with its best weights so far; with its newest ones where none were measured. */
  WordNetwork best() {
    Path best = folder.resolve(BEST);
    if (Files.exists(best)) {
      Checkpoint.load(best).restore(network);
    }
    return network;
  }

  /** Measurements so far. */
  public List<ModelCard.CurvePoint> curve() {
    return List.copyOf(curve);
  }

  private void run() throws IOException {
    long lastCheckpoint = clock.getAsLong();
    Recent recent = new Recent(lastCheckpoint);
    while (update < updates && !schedule.exhausted()) {
      Batch batch = Objects.requireNonNull(stream.next());
      double factor = schedule.factor((double) update / updates);
      double loss = step(batch);
      double norm = clipAndUpdate(loss, factor);
      update++;
      lossSum += loss;
      lossCount++;
      recent.add(loss, norm, norm > settings.clip(), batch.labelled());

      long now = clock.getAsLong();
      boolean measures =
          update == updates
              || update % Math.max(1, updatesPerEpoch / settings.evaluationsPerEpoch()) == 0;
      if (now - recent.since >= (measures ? 1 : NANOS_BETWEEN_LINES)) {
        listener.accept(line(Progress.PROGRESS, recent, now));
        recent = new Recent(now);
      }
      if (measures) {
        measure(factor);
        recent = new Recent(clock.getAsLong()); // measuring is no part of the speed
      }
      if (now - lastCheckpoint >= nanosBetweenCheckpoints) {
        checkpoint().save(folder.resolve(CHECKPOINT));
        lastCheckpoint = clock.getAsLong();
      }
    }
    checkpoint().save(folder.resolve(CHECKPOINT)); // resuming a finished training gives it again
  }

  private double step(Batch batch) {
    if (settings.dropout() > 0) {
      // a seed of its own for each update: what is left out does not depend on what ran before
      Nd4j.getRandom().setSeed(settings.seed() * 1_000_003 + update);
    }
    if (adam != null) {
      adam.read(batch.inputs());
    }
    return network.computeGradient(batch, settings.answerWeight());
  }

  /** Gives the gradient's global norm before clipping. */
  private double clipAndUpdate(double loss, double factor) {
    INDArray gradient = network.network().getFlattenedGradients();
    double norm = adam == null ? gradient.norm2Number().doubleValue() : adam.norm();
    requireFinite(loss, "the loss");
    requireFinite(norm, "the gradient");
    double scale = norm > settings.clip() ? settings.clip() / norm : 1;
    if (adam != null) {
      adam.apply(scale, settings.learningRate() * factor, update);
      return norm;
    }
    if (scale != 1) {
      gradient.muli(scale);
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
      // the optimiser has turned the gradient into the update, at its first learning rate
      gradient.muli(factor);
    }
    network.network().params().reshape(gradient.shape()).subi(gradient);
    return norm;
  }

  /** The quick way to do what Deeplearning4j's updater does, or null where it is of no use. */
  private @Nullable AdamStep adam() {
    return settings.updater() instanceof Adam configuration
            && AdamStep.serves(network.network().params())
        ? AdamStep.of(network, configuration)
        : null;
  }

  /** Before anything is saved, so that what was saved before stays the last good one. */
  private void requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new ExplodedException(
          String.format(
              Locale.ROOT,
              "%s: near update %d %s is not finite any more: the training has exploded. The last"
                  + " good checkpoint is kept in %s. Train again with a smaller --learning-rate"
                  + " (now %s) or a smaller --clip (now %s).",
              settings.cell().label(),
              update + 1,
              what,
              folder,
              settings.learningRate(),
              settings.clip()));
    }
  }

  /** To be called before anything but an update looks at the weights. */
  private void settle() {
    if (adam != null) {
      adam.settle();
    }
  }

  private void measure(double factor) throws IOException {
    settle();
    List<Map<String, INDArray>> states = network.states();
    double loss = validation.applyAsDouble(network);
    network.states(states);
    requireFinite(loss, "the validation loss");
    boolean best = schedule.measured(loss);
    curve.add(
        new ModelCard.CurvePoint(
            (double) update / updatesPerEpoch,
            lossSum / Math.max(1, lossCount),
            loss,
            settings.learningRate() * factor,
            seconds()));
    lossSum = 0;
    lossCount = 0;
    if (best) {
      checkpoint().save(folder.resolve(BEST));
    }
    listener.accept(line(Progress.VALIDATED, null, 0));
  }

  private double seconds() {
    return secondsBefore + (clock.getAsLong() - started) / 1e9;
  }

  private Checkpoint checkpoint() {
    settle();
    requireFinite(network.network().params().norm2Number().doubleValue(), "a weight");
    return Checkpoint.of(
        network,
        new Checkpoint.Position(
            settings.json(),
            update,
            seconds(),
            stream.position(),
            schedule.state(),
            lossSum,
            lossCount,
            curve));
  }

  private void resume(Checkpoint checkpoint) {
    Checkpoint.Position at = checkpoint.progress();
    if (!at.settings().equals(settings.json())
        || checkpoint.weights().length() != network.network().params().length()) {
      throw new TrainingException(
          folder.resolve(CHECKPOINT)
              + ": the checkpoint belongs to a training with other settings; give the same ones, or"
              + " train again without --resume");
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

  /** What has happened since the last line. */
  private static final class Recent {
    final long since;
    private double losses;
    private double norms;
    private int updates;
    private int clipped;
    private long words;

    Recent(long since) {
      this.since = since;
    }

    void add(double loss, double norm, boolean clips, int labels) {
      losses += loss;
      norms += norm;
      updates++;
      clipped += clips ? 1 : 0;
      words += labels;
    }
  }

  private @Nullable Double lossSinceMeasurement() {
    if (lossCount > 0) {
      return lossSum / lossCount;
    }
    return curve.isEmpty() ? null : curve.get(curve.size() - 1).trainingLoss();
  }

  private Progress line(String event, @Nullable Recent recent, long now) {
    double seconds = recent == null ? 0 : (now - recent.since) / 1e9;
    return new Progress(
        settings.cell().label(),
        event,
        update,
        updates,
        (double) update / updatesPerEpoch,
        recent == null ? lossSinceMeasurement() : Double.valueOf(recent.losses / recent.updates),
        recent == null ? null : recent.words / seconds,
        recent == null ? null : (updates - update) * seconds / recent.updates,
        settings.learningRate() * schedule.factor((double) update / updates),
        recent == null ? null : recent.norms / recent.updates,
        recent == null ? null : (double) recent.clipped / recent.updates,
        curve.isEmpty() ? null : curve.get(curve.size() - 1).validationLoss(),
        null,
        event.equals(Progress.FINISHED) ? curve() : null);
  }
}
