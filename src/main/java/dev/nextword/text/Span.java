package dev.nextword.text;

/**
 * A stretch of a text, in UTF-16 code units.
 *
 * @param start first code unit, from 0
 * @param end one past the last code unit
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }

  /** The same stretch where the text begins so many code units later. */
  Span shifted(int by) {
    return new Span(start + by, end + by);
  }
}
