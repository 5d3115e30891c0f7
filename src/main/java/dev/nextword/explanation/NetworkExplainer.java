package dev.nextword.explanation;

import dev.nextword.network.WordStepper;
import dev.nextword.network.WordTrace;
import dev.nextword.network.WordTracer;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Choice;
import dev.nextword.prediction.Choices;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a recurrent network's predictions by tracing them back.
 *
 * <p>The network reads the whole text, as it does to predict. The way back is taken from its end
 * through at most {@value ReadWords#MOST_WORDS} words.
 */
public final class NetworkExplainer implements Explainer {
  private static final double DECIMALS = 1000; // of gate values

  private final TextEncoder encoder;
  private final Vocabulary vocabulary;
  private final WordStepper stepper;
  private final Choices choices;
  private final TargetWords targets;
  private volatile @Nullable WordTracer tracer; // made when it is first needed

  /**
   * @param encoder of the network's own vocabulary
   * @param blocked words that are never chosen as a target; they may be asked for
   */
  public NetworkExplainer(TextEncoder encoder, WordStepper stepper, BlockList blocked) {
    this.encoder = encoder;
    this.vocabulary = encoder.vocabulary();
    this.stepper = stepper;
    this.choices = new Choices(vocabulary, blocked);
    this.targets = new TargetWords(vocabulary);
  }

  @Override
  public Explanation.OfNetwork explain(Question question) {
    String asked = question.target();
    int wanted = asked == null ? Vocabulary.UNKNOWN : targets.id(asked);
    ReadWords read = ReadWords.of(question.text(), encoder);
    WordStepper.State before = stepper.zero();
    for (int id : read.before()) {
      before = stepper.step(before, id);
    }
    WordTrace trace = tracer().read(before, read.explained());
    double[] logProbabilities = trace.logProbabilities();
    int target = asked == null ? ownChoice(read, logProbabilities) : wanted;

    WordTrace.Gradients gradients = trace.gradients(target);
    double[] jacobian = question.jacobian() ? trace.jacobianNorms(target) : new double[0];
    List<WordTrace.GateValues> gates = trace.gates();
    return new Explanation.OfNetwork(
        tracer().cell().label(),
        read.truncated(),
        target(target, logProbabilities, trace.logit(target)),
        read.tokens(),
        gradients.ofVectors(),
        new Explanation.Gradient(
            IntStream.range(0, trace.length()).toArray(),
            byLag(gradients.ofHidden()),
            gradients.ofCell() == null ? null : byLag(gradients.ofCell()),
            jacobian),
        factors(jacobian),
        gates.stream().map(gate -> gate(gate, question.units())).toList(),
        HalfLife.of(gradients.ofVectors(), read.isWord()),
        HalfLife.ofShareKept(
            gates.stream()
                .filter(WordTrace.GateValues::keeps)
                .flatMap(gate -> Arrays.stream(gate.values()))
                .toList()));
  }

  private WordTracer tracer() {
    WordTracer known = tracer;
    if (known == null) {
      known = new WordTracer(stepper); // made twice where two ask at once: no harm
      tracer = known;
    }
    return known;
  }

  /** The most probable of the words that may stand there. */
  private int ownChoice(ReadWords read, double[] logProbabilities) {
    for (Choice choice : choices.next(read.reading())) {
      if (choice.size() > 0) {
        int best = choice.ids()[0];
        for (int id : choice.ids()) {
          best = logProbabilities[id] > logProbabilities[best] ? id : best;
        }
        return best;
      }
    }
    return Vocabulary.END_OF_SENTENCE; // a vocabulary without words
  }

  private Explanation.Target target(int id, double[] logProbabilities, double logit) {
    int rank = 1;
    for (double other : logProbabilities) {
      rank += other > logProbabilities[id] ? 1 : 0;
    }
    return new Explanation.Target(
        vocabulary.word(id), Math.exp(logProbabilities[id]), logProbabilities[id], rank, logit);
  }

  private static double[] byLag(double[] bySteps) {
    double[] byLag = new double[bySteps.length];
    for (int lag = 0; lag < byLag.length; lag++) {
      byLag[lag] = bySteps[bySteps.length - 1 - lag];
    }
    return byLag;
  }

  /** 0 where nothing is left to shrink. */
  private static double[] factors(double[] jacobian) {
    double[] factors = new double[Math.max(0, jacobian.length - 1)];
    for (int lag = 1; lag < jacobian.length; lag++) {
      factors[lag - 1] = jacobian[lag - 1] == 0 ? 0 : jacobian[lag] / jacobian[lag - 1];
    }
    return factors;
  }

  private static Explanation.Gate gate(WordTrace.GateValues gate, boolean units) {
    double[] mean =
        Arrays.stream(gate.values())
            .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
            .toArray();
    double[][] rounded = null;
    if (units) {
      rounded =
          Arrays.stream(gate.values())
              .map(v -> Arrays.stream(v).map(x -> Math.rint(x * DECIMALS) / DECIMALS).toArray())
              .toArray(double[][]::new);
    }
    return new Explanation.Gate(gate.name(), gate.layer(), mean, rounded);
  }
}
