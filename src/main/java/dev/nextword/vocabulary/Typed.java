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
 */
public record Typed(int[] context, List<Reading> readings) {
  public Typed {
    readings = List.copyOf(readings);
  }
}
