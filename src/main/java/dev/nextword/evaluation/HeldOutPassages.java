package dev.nextword.evaluation;

import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Weaver;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Woven passages to measure on. Those of one kind and distance depend on the seed alone, not on
 * what else is measured, and every model is asked about the same ones.
 *
 * @param weaver of the passages
 * @param fillers sentences that stand between
 * @param heldOut wordings that training never sees; else those it does, to choose settings by
 * @param count passages of each kind and distance
 * @param seed of the draw
 */
public record HeldOutPassages(
    Weaver weaver, Fillers fillers, boolean heldOut, int count, long seed) {
  /**
   * The passages of one kind and distance.
   *
   * @throws IllegalArgumentException when the fillers cannot add up to that distance
   */
  public List<Passage> of(Kind kind, int distance) {
    Random random = new Random(Sample.mix(Sample.mix(seed, kind.ordinal()), distance));
    return IntStream.range(0, count)
        .mapToObj(i -> weaver.passage(random, kind, distance, heldOut, fillers))
        .toList();
  }
}
