package dev.nextword.vocabulary;

import java.util.List;

/**
 * A text that is being typed, as a model reads it.
 *
 * <p>The probability of a next word, over all readings, is proportional to the sum of
 *
 * <pre>P(reading.ids | context) * P(word | context, reading.ids)</pre>
 *
 * over the readings for whose letters {@link Vocabulary#withPrefix} finds the word and in which
 * {@link Reading#completion} has a text for it.
 *
 * @param context ids of everything complete, beginning with {@code <eos>}
 * @param readings the ways to read its end, at least one, the plainest first
 * @param unknown the words of {@code context} that the vocabulary lacks, in their order; of a long
 *     text the last ones
 */
public record Typed(int[] context, List<Reading> readings, List<Unknown> unknown) {
  public Typed {
    readings = List.copyOf(readings);
    unknown = List.copyOf(unknown);
  }
}
