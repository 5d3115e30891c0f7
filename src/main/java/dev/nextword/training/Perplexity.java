package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.batches.BatchStream;
import dev.nextword.batches.IdsFile;
import dev.nextword.network.WordNetwork;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The loss of a network on text. */
final class Perplexity {
  private Perplexity() {}

  /**
   * What a training is steered by: {@link #meanLoss} of the validation text, in its own windows.
   */
  static ToDoubleFunction<WordNetwork> validation(IdsFile text, TrainingSettings settings) {
    int lanes = settings.batch() + settings.wovenLanes();
    return network -> meanLoss(network, text, lanes, settings.bptt());
  }

  /**
   * Mean of {@code -ln p(word)} over every word of every document but its first {@code <eos>}, in
   * nats; perplexity is its exponential. Changes the network's carried states.
   */
  static double meanLoss(WordNetwork network, IdsFile text, int lanes, int time) {
    network.states(List.of());
    BatchStream stream = BatchStream.measuring(text, lanes, time);
    double sum = 0;
    long labels = 0;
    for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
      for (double logProbability : network.labelLogProbabilities(batch)) {
        sum -= logProbability;
      }
      labels += batch.labelled();
    }
    return sum / labels;
  }

  /**
   * The textbook's perplexity of a text: {@code exp} of the mean over every word once, read in one
   * lane, so that each document's state is carried from its beginning to its end.
   *
   * @param time steps of a window; it does not change the figure, but how fast it comes
   */
  static double exact(WordNetwork network, IdsFile text, int time) {
    return Math.exp(meanLoss(network, text, 1, time));
  }
}
