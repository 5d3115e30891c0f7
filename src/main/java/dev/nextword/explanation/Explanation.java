package dev.nextword.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model's prediction of the next word hangs on. Lists by token are in the order of the
 * text; lists by lag begin with the step that predicts, lag 0.
 */
public sealed interface Explanation {
  /** The word whose prediction is explained. */
  Target target();

  /** What the model has read, or the end of it. */
  List<Token> tokens();

  /**
   * One token that was read.
   *
   * @param text as it was read: folded, in its case; {@code <eos>} for the end of a sentence
   * @param start its first UTF-16 code unit in the text; null where it stands for no characters
   * @param end one past its last code unit, or null
   * @param known whether it is a word of the vocabulary; else the model has read {@code <unk>}
   */
  record Token(String text, @Nullable Integer start, @Nullable Integer end, boolean known) {}

  /**
   * A word that may come next.
   *
   * @param word as the vocabulary has it
   * @param probability among all words, whatever letters have been typed
   * @param logProbability natural
   * @param rank 1 for the most probable of all words; null where an n-gram model does not tell
   * @param logit the score before the softmax; null for an n-gram model
   */
  record Target(
      String word,
      double probability,
      double logProbability,
      @Nullable Integer rank,
      @Nullable Double logit) {}

  /**
   * A network's.
   *
   * @param cell its kind
   * @param truncated whether more was read than is explained here
   * @param connectivity by token: Euclidean norm of d logit(target) / d vector of the token read,
   *     not scaled, so that models can be compared (Madsen 2019, "Visualizing memorization in
   *     RNNs", Distill, except that it scales)
   * @param gradient the way back through time
   * @param factors by lag from 1: by how much the step from lag - 1 to lag shrinks or stretches the
   *     product of Jacobians; empty where it was not asked for
   * @param gates empty for a network without
   * @param halfLife where the influence of words has fallen to half
   * @param gateHalfLife steps in which a memory that is multiplied by the mean of the forget gate
   *     (GRU: update gate) at every step falls to half: ln 2 / -ln(mean); null without such a gate
   */
  record OfNetwork(
      String cell,
      boolean truncated,
      Target target,
      List<Token> tokens,
      double[] connectivity,
      Gradient gradient,
      double[] factors,
      List<Gate> gates,
      HalfLife halfLife,
      @Nullable Double gateHalfLife)
      implements Explanation {}

  /**
   * What comes back through time of the loss -ln p(target).
   *
   * @param lag steps before the one that predicts: 0, 1, 2, ...
   * @param norm Euclidean norm of d loss / dh, h after that step
   * @param cell the same of the LSTM's cell state c, the way on which its gradients survive; null
   *     for other cells
   * @param jacobian spectral norm of d h now / d state then, see {@code
   *     dev.nextword.network.JacobianNorms}; 1 at lag 0; empty where it was not asked for
   */
  record Gradient(
      int[] lag,
      double[] norm,
      @JsonInclude(JsonInclude.Include.NON_NULL) double @Nullable [] cell,
      double[] jacobian) {}

  /**
   * What a gate did: 0 lets nothing pass, 1 everything.
   *
   * @param name {@code input}, {@code forget}, {@code output}; {@code reset}, {@code update}
   * @param layer 1 for the lowest recurrent layer
   * @param mean by token, over the units
   * @param values by token and unit, three decimals; null where they were not asked for
   */
  record Gate(
      String name,
      int layer,
      double[] mean,
      @JsonInclude(JsonInclude.Include.NON_NULL) double @Nullable [][] values) {}

  /**
   * An n-gram model's.
   *
   * @param kind {@code ngram}
   * @param truncated whether more was read than is shown here
   * @param used how many of the last tokens the estimate of the target comes from
   */
  record OfNGrams(String kind, boolean truncated, int used, Target target, List<Token> tokens)
      implements Explanation {}
}
