package dev.nextword.training;

import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkShape;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.text.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The experiment on distance: everything that is the same for all cells, and what is tried for
 * each.
 *
 * @param kinds of woven passages, as many of each
 * @param cells compared, the last one setting the number of parameters
 * @param embedding width of a word's vector and of the layer before the softmax
 * @param hidden units of the recurrent layer, where all have the same
 * @param equalParameters whether cells are also compared at the number of parameters of the last
 * @param vocabulary at most so many words
 * @param lanes of woven passages, read side by side with one lane of ordinary text
 * @param window steps of backpropagation through time
 * @param rounds woven passages of each distance to train on
 * @param updates of a measured network
 * @param seeds of the measured networks: their first weights and the order of their text
 * @param sweepUpdates of a network that is trained to choose settings
 * @param longest distance in training, in words
 * @param distances at which is measured, in words; those up to {@code longest} choose settings, too
 * @param passages measured at each distance
 * @param validationPassages at each distance, to choose settings and weights by
 * @param gradientPassages at each distance, on which gradients are measured
 * @param starts with the best of these the sweep of a cell goes on
 * @param sweep settings tried one after the other, each with the best of those before
 */
public record ExperimentSettings(
    List<Kind> kinds,
    List<CellType> cells,
    int embedding,
    int hidden,
    boolean equalParameters,
    int vocabulary,
    int lanes,
    int window,
    int rounds,
    int updates,
    List<Long> seeds,
    int sweepUpdates,
    int longest,
    List<Integer> distances,
    int passages,
    int validationPassages,
    int gradientPassages,
    List<Tuning> starts,
    Sweep sweep) {
  /** The seed of the sweep, which is none of those measured. */
  static final long SWEEP_SEED = 100;

  /** The values that are tried of each setting. */
  public record Sweep(
      List<Double> learningRates,
      List<Initialisation> initialisations,
      List<Double> clips,
      List<Double> answerWeights,
      List<Curriculum> curricula,
      List<Double> dropouts) {
    static final int STAGES = 7; // after the starts

    /**
     * What a stage tries: the best so far with each value of one setting. Rates come twice, since
     * another start of the recurrent matrix wants another rate.
     */
    List<Tuning> stage(int stage, Tuning best) {
      return switch (stage) {
        case 0, 2 -> learningRates.stream().map(best::withLearningRate).toList();
        case 1 -> initialisations.stream().map(best::withInitialisation).toList();
        case 3 -> clips.stream().map(best::withClip).toList();
        case 4 -> answerWeights.stream().map(best::withAnswerWeight).toList();
        case 5 -> curricula.stream().map(best::withCurriculum).toList();
        case 6 -> dropouts.stream().map(best::withDropout).toList();
        default -> throw new IllegalArgumentException("stage " + stage);
      };
    }

    /** How many networks the stages train: each value but the one that is known, and the start. */
    int runs() {
      int runs = 1;
      for (List<?> values :
          List.of(learningRates, initialisations, clips, answerWeights, curricula, dropouts)) {
        runs += values.size() - 1;
      }
      return runs;
    }
  }

  private static final List<CellType> CELLS = List.of(CellType.RNN, CellType.GRU, CellType.LSTM);

  /** Sized for two hours on two cores. */
  public static final ExperimentSettings FULL = full();

  /** For continuous integration: the same way in less than three minutes; it shows little. */
  public static final ExperimentSettings QUICK = quick();

  private static ExperimentSettings full() {
    Curriculum even = new Curriculum(61, 0.4, 1);
    Curriculum slow = new Curriculum(61, 1, 3);
    Curriculum slower = new Curriculum(61, 1, 6); // half of the way within three words
    return new ExperimentSettings(
        List.of(Kind.PLACE_LANGUAGE, Kind.TENSE),
        CELLS,
        /* embedding= */ 64,
        /* hidden= */ 128,
        /* equalParameters= */ true,
        /* vocabulary= */ 3_000,
        /* lanes= */ 32,
        /* window= */ 112,
        /* rounds= */ 400,
        /* updates= */ 2_000,
        /* seeds= */ List.of(1L, 2L, 3L, 4L, 5L),
        /* sweepUpdates= */ 1_000,
        /* longest= */ 60,
        /* distances= */ List.of(0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 200),
        /* passages= */ 200,
        /* validationPassages= */ 30,
        /* gradientPassages= */ 64,
        // the first suits a gated cell, the second a plain one; each is offered to all
        List.of(
            new Tuning(0.003, Initialisation.ORTHOGONAL, 1, 20, slow, 0),
            new Tuning(0.001, Initialisation.IDENTITY, 1, 60, slower, 0)),
        new Sweep(
            List.of(0.001, 0.003, 0.01),
            List.of(Initialisation.ORTHOGONAL, Initialisation.UNIFORM, Initialisation.IDENTITY),
            /* clips= */ List.of(1.0, 0.25),
            /* answerWeights= */ List.of(20.0, 60.0),
            List.of(even, slow, slower),
            /* dropouts= */ List.of(0.0, 0.2)));
  }

  private static ExperimentSettings quick() {
    Curriculum even = new Curriculum(11, 0.4, 1);
    return new ExperimentSettings(
        List.of(Kind.PLACE_LANGUAGE),
        CELLS,
        /* embedding= */ 48,
        /* hidden= */ 64,
        /* equalParameters= */ false,
        /* vocabulary= */ 1_500,
        /* lanes= */ 24,
        /* window= */ 48,
        /* rounds= */ 100,
        /* updates= */ 400,
        /* seeds= */ List.of(1L),
        /* sweepUpdates= */ 100,
        /* longest= */ 10,
        /* distances= */ List.of(0, 5, 10, 20),
        /* passages= */ 60,
        /* validationPassages= */ 20,
        /* gradientPassages= */ 16,
        List.of(new Tuning(0.01, Initialisation.ORTHOGONAL, 1, 20, even, 0)),
        new Sweep(
            List.of(0.003, 0.01),
            List.of(Initialisation.ORTHOGONAL),
            /* clips= */ List.of(1.0),
            /* answerWeights= */ List.of(20.0),
            List.of(even),
            /* dropouts= */ List.of(0.0)));
  }

  /** The distances that are trained on among those measured. */
  List<Integer> trained() {
    return distances.stream().filter(distance -> distance <= longest).toList();
  }

  /** How many passages settings are chosen by. */
  int passagesToChooseBy() {
    return kinds.size() * trained().size() * validationPassages;
  }

  /** How many networks are tried for a cell, where its first rate stays the best. */
  private int sweepRuns() {
    return starts.size() - 1 + sweep.runs();
  }

  /** How many networks are trained in all. */
  int runs() {
    int sizes = cells.size() + (equalParameters ? cells.size() - 1 : 0);
    return cells.size() * sweepRuns() + sizes * seeds.size();
  }

  /** Updates of all networks together. */
  long updatesInAll() {
    int sizes = cells.size() + (equalParameters ? cells.size() - 1 : 0);
    return (long) cells.size() * sweepRuns() * sweepUpdates + (long) sizes * seeds.size() * updates;
  }

  /** Parameters of a network. */
  long parameters(CellType cell, int units, int words) {
    return new NetworkShape(
            SoftmaxKind.FULL.clusters(words),
            embedding,
            List.of(new NetworkShape.Recurrent(cell, embedding, units)),
            embedding)
        .parameters();
  }

  /** The units with which a cell comes nearest to the parameters of the last one. */
  int unitsOfEqualParameters(CellType cell, int words) {
    long wanted = parameters(cells.get(cells.size() - 1), hidden, words);
    return IntStream.rangeClosed(1, 8 * hidden)
        .boxed()
        .min(Comparator.comparingLong(units -> Math.abs(parameters(cell, units, words) - wanted)))
        .orElseThrow();
  }

  /** The networks whose figures are the result, by cell and size, a list of seeds each. */
  List<ExperimentRun> measured(CellType cell, int units, Tuning tuning) {
    List<ExperimentRun> runs = new ArrayList<>();
    for (long seed : seeds) {
      runs.add(new ExperimentRun(cell, units, tuning, updates, seed, true));
    }
    return runs;
  }
}
