package dev.nextword.batches;

import java.util.Random;

/**
 * Woven passages, short distances first. The file holds passages in rounds of rising distance, so
 * that passage i has distance {@code i % distances}; a passage is drawn evenly from those whose
 * distance is not beyond the limit, and the limit grows from {@code 2} to all over the first {@code
 * rampPassages} passages: evenly, or slowly first.
 *
 * <p>Without it neither a vanilla network nor an LSTM finds the link between cue and answer: the
 * gradient of a distant answer says nothing until the near ones are known (Bengio et al.,
 * "Curriculum learning", 2009).
 */
public final class WovenCurriculum {
  private final IdsFile passages;
  private final int distances;
  private final long rampPassages;
  private final double power;
  private final long seed;

  /** A limit that grows evenly. */
  public WovenCurriculum(IdsFile passages, int distances, long rampPassages, long seed) {
    this(passages, distances, rampPassages, 1, seed);
  }

  /**
   * @param passages in rounds of rising distance
   * @param distances how many distances a round has: 0 to {@code distances - 1} words
   * @param rampPassages after how many passages all distances come
   * @param power of the share of those passages with which the limit grows
   * @param seed of the draw
   */
  public WovenCurriculum(
      IdsFile passages, int distances, long rampPassages, double power, long seed) {
    if (passages.documents() < distances) {
      throw new IllegalArgumentException(
          passages.documents()
              + " woven passages are not one of each of "
              + distances
              + " distances");
    }
    this.passages = passages;
    this.distances = distances;
    this.rampPassages = rampPassages;
    this.power = power;
    this.seed = seed;
  }

  DocumentQueue queue() {
    return DocumentQueue.chosen(passages, this::choose);
  }

  /** Longest distance when so many passages have been drawn. */
  int limit(long drawn) {
    double share = rampPassages == 0 ? 1 : Math.min(1, (double) drawn / rampPassages);
    return (int) Math.min(distances - 1, Math.round(2 + Math.pow(share, power) * (distances - 3)));
  }

  private int choose(long drawn) {
    Random random = new Random(seed ^ (drawn * 0x9E3779B97F4A7C15L));
    int rounds = passages.documents() / distances;
    return random.nextInt(rounds) * distances + random.nextInt(limit(drawn) + 1);
  }
}
