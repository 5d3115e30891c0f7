package dev.nextword.training;

import java.util.Locale;

/**
 * Networks of three sizes: a large one learns a small text by heart, and takes longer at it.
 *
 * <p>Where one ends and the next begins is a rule of thumb: no more than about ten parameters a
 * word of text.
 */
public enum NetworkSize {
  /** Up to 150,000 words. */
  SMALL(64, 48, 4_000),
  /** Up to 1,000,000 words. */
  MEDIUM(128, 80, 8_000),
  /** Beyond: the shipped models' own size. */
  LARGE(256, 112, 12_000);

  private static final long SMALL_TEXT = 150_000;
  private static final long MEDIUM_TEXT = 1_000_000;

  private final int hidden;
  private final int embedding;
  private final int vocabulary;

  NetworkSize(int hidden, int embedding, int vocabulary) {
    this.hidden = hidden;
    this.embedding = embedding;
    this.vocabulary = vocabulary;
  }

  /** The one that suits a text of so many words. */
  public static NetworkSize of(long words) {
    return words <= SMALL_TEXT ? SMALL : words <= MEDIUM_TEXT ? MEDIUM : LARGE;
  }

  /** Units of each recurrent layer. */
  public int hidden() {
    return hidden;
  }

  /** Width of a word's vector. */
  public int embedding() {
    return embedding;
  }

  /** Most words of the vocabulary. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Its name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
