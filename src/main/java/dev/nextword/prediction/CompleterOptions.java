package dev.nextword.prediction;

/**
 * Bounds of a {@link Completer}.
 *
 * @param phrase when a phrase is offered
 * @param stateBytes heap for cached states; one takes some kilobytes
 * @param distributionBytes heap for cached distributions; one takes four bytes a word of the
 *     vocabulary
 */
public record CompleterOptions(PhraseOptions phrase, long stateBytes, long distributionBytes) {
  public static final CompleterOptions DEFAULT =
      new CompleterOptions(PhraseOptions.DEFAULT, 8L << 20, 12L << 20);

  public CompleterOptions {
    if (stateBytes < 0 || distributionBytes < 0) {
      throw new IllegalArgumentException("a cache cannot be smaller than 0 bytes");
    }
  }
}
