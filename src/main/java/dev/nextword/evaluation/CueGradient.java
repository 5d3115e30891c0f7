package dev.nextword.evaluation;

import dev.nextword.batches.Batch;
import dev.nextword.network.WordNetwork;
import dev.nextword.text.Passage;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How much of the gradient reaches the cue: what training has to learn from, and what is left of
 * the cue when the answer is due. Taken from the layers' own way back.
 *
 * <p>The gradient of the loss {@code -ln p(answer)} is small for two reasons: the network has
 * forgotten the cue, or it is so sure of the answer that there is nothing left to gain. The
 * gradient of the log odds {@code ln(p / (1 - p))} has the first reason alone; it is that of the
 * loss divided by {@code 1 - p}.
 *
 * @param distance words between the cue's wording and the trigger's
 * @param loss median over passages of the norm of d loss / d vectors of the cue's words
 * @param logOdds the same for the log odds of the answer
 */
public record CueGradient(int distance, double loss, double logOdds) {
  private static final int LANES = 32;

  /** Below that, {@code 1 - p} in single precision is noise. */
  private static final double LEAST_DOUBT = 1e-6;

  /**
   * @param network without dropout; its gradient and its carried states are lost
   * @param passages of one distance, each with a cue
   */
  public static CueGradient of(
      WordNetwork network, TextEncoder encoder, int distance, List<Passage> passages) {
    List<double[]> norms = new ArrayList<>();
    for (int from = 0; from < passages.size(); from += LANES) {
      List<Passage> part = passages.subList(from, Math.min(from + LANES, passages.size()));
      norms.addAll(norms(network, encoder, part));
    }
    return new CueGradient(
        distance,
        Estimate.middle(norms.stream().mapToDouble(norm -> norm[0]).toArray()),
        Estimate.middle(norms.stream().mapToDouble(norm -> norm[1]).toArray()));
  }

  /** Norms of both gradients, a passage whose answer is not in the vocabulary left out. */
  private static List<double[]> norms(
      WordNetwork network, TextEncoder encoder, List<Passage> passages) {
    List<Question> questions = passages.stream().map(p -> Question.of(p, encoder)).toList();
    Batch batch = batch(questions);
    double[] ofInputs = network.inputGradientNorms(batch);
    double[] logProbabilities = network.labelLogProbabilities(batch);
    List<double[]> norms = new ArrayList<>();
    for (int b = 0; b < batch.batch(); b++) {
      if (questions.get(b).answer() == Vocabulary.UNKNOWN) {
        continue;
      }
      double squares = 0;
      for (int t : Question.cue(passages.get(b), encoder)) {
        double norm = ofInputs[t * batch.batch() + b];
        squares += norm * norm;
      }
      double ofLoss = Math.sqrt(squares);
      int answer = (questions.get(b).before().length - 1) * batch.batch() + b;
      double doubt = Math.max(LEAST_DOUBT, -Math.expm1(logProbabilities[answer]));
      norms.add(new double[] {ofLoss, ofLoss / doubt});
    }
    return norms;
  }

  /** A passage a lane, from a reset state, with one label each: the answer. */
  private static Batch batch(List<Question> questions) {
    int lanes = questions.size();
    int time = questions.stream().mapToInt(q -> q.before().length).max().orElseThrow();
    int[] inputs = new int[lanes * time];
    int[] labels = new int[lanes * time];
    Arrays.fill(labels, -1);
    boolean[][] restarts = new boolean[time][lanes];
    Arrays.fill(restarts[0], true);
    for (int b = 0; b < lanes; b++) {
      int[] before = questions.get(b).before();
      for (int t = 0; t < before.length; t++) {
        inputs[t * lanes + b] = before[t];
      }
      labels[(before.length - 1) * lanes + b] = questions.get(b).answer();
    }
    return new Batch(lanes, time, inputs, labels, new BitSet(), restarts);
  }
}
