package dev.nextword.training;

import dev.nextword.network.WordNetwork;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives a network the weights of a trained one that knows fewer words.
 *
 * <p>Recurrent layers are copied. A word that was known keeps its vector and its column of the
 * softmax, wherever its id is now. A new word {@code w} was {@code <unk>} until now, and begins as
 * its share {@code s} of it: the same vector, the same column, and the bias
 *
 * <pre>
 *   b_w = b_unk + ln s_w        s_w = how many of the text's unknown words are w
 *   b_unk = b_unk + ln (1 - sum of s_w)
 * </pre>
 *
 * so that {@code sum of exp(b)} is what it was: before the first update every known word has
 * exactly the probability that the trained network gives it, and the new ones share that of {@code
 * <unk>}.
 */
final class KnownWeights {
  private KnownWeights() {}

  /**
   * @param trained a network of the same shape but for the words
   * @param known its words
   * @param network gets the weights
   * @param words of the network: all of the trained one's, and more
   * @throws TrainingException if the shapes differ, or a word is missing
   */
  static void give(
      MultiLayerNetwork trained, Vocabulary known, WordNetwork network, Vocabulary words) {
    int[] sources = sources(known, words);
    double[] shares = shares(known, words, sources);
    Map<String, INDArray> from = trained.paramTable();
    Map<String, INDArray> to = network.network().paramTable();
    if (!from.keySet().equals(to.keySet())) {
      throw shapesDiffer();
    }
    int last = network.network().getnLayers() - 1;
    to.forEach(
        (name, matrix) -> {
          boolean byWord = name.equals("0_W") || name.equals(last + "_W");
          boolean bias = name.equals(last + "_b");
          INDArray before = from.get(name);
          long rows = byWord ? matrix.size(0) : 1;
          if (byWord || bias) {
            if (before.length() != rows * known.size() || matrix.length() != rows * words.size()) {
              throw shapesDiffer();
            }
            float[] values = columns(before, (int) rows, sources);
            for (int id = 0; bias && id < values.length; id++) {
              values[id] += (float) Math.log(shares[id]);
            }
            matrix.assign(Nd4j.create(values, matrix.shape(), 'f'));
          } else if (before.length() == matrix.length()) {
            matrix.assign(before);
          } else {
            throw shapesDiffer();
          }
        });
  }

  /** The id that each word had; a new word was {@code <unk>}. */
  private static int[] sources(Vocabulary known, Vocabulary words) {
    int[] sources = new int[words.size()];
    int found = 0;
    for (int id = 0; id < sources.length; id++) {
      sources[id] = known.id(words.word(id));
      found += sources[id] != Vocabulary.UNKNOWN ? 1 : 0;
    }
    if (found != known.size() - 1) { // all but <unk> itself
      throw new TrainingException("the text's vocabulary lacks words of the model to go on from");
    }
    return sources;
  }

  /** Of {@code <unk>}'s probability the part of each word; 1 for the words that were known. */
  private static double[] shares(Vocabulary known, Vocabulary words, int[] sources) {
    double[] shares = new double[sources.length];
    // half a word at least: the text may have no unknown word left, and ln 0 is no bias
    double unknown =
        Math.max(0.5, words.count(Vocabulary.UNKNOWN) - known.count(Vocabulary.UNKNOWN));
    double all = unknown;
    for (int id = 0; id < shares.length; id++) {
      shares[id] = 1;
      if (sources[id] == Vocabulary.UNKNOWN && id != Vocabulary.UNKNOWN) {
        shares[id] = Math.max(0.5, words.count(id));
        all += shares[id];
      }
    }
    for (int id = 0; id < shares.length; id++) {
      if (id == Vocabulary.UNKNOWN) {
        shares[id] = unknown / all;
      } else if (sources[id] == Vocabulary.UNKNOWN) {
        shares[id] /= all;
      }
    }
    return shares;
  }

  private static float[] columns(INDArray matrix, int rows, int[] sources) {
    float[] all = matrix.dup('f').data().asFloat();
    float[] chosen = new float[rows * sources.length];
    for (int id = 0; id < sources.length; id++) {
      System.arraycopy(all, sources[id] * rows, chosen, id * rows, rows);
    }
    return chosen;
  }

  private static TrainingException shapesDiffer() {
    return new TrainingException(
        "the model to go on from has another shape than the network; give no --hidden, --embedding,"
            + " --layers or --softmax with --from");
  }
}
