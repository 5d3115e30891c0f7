package dev.nextword.vocabulary;

import java.util.List;

/**
 * A text that is being typed, as a model reads it.
 *
 * @param context ids of everything complete, beginning with {@code <eos>}
 * @param readings the ways to read its end, at least one, the plainest first
 */
public record Typed(int[] context, List<Reading> readings) {
  public Typed {
    readings = List.copyOf(readings);
  }
}
