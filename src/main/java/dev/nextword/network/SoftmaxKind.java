package dev.nextword.network;

import java.util.Locale;

/** Which softmax a network ends in. */
public enum SoftmaxKind {
  /** One over all words. */
  FULL,
  /** One over frequent words and clusters of rarer ones, see {@link ClusteredSoftmax}. */
  ADAPTIVE,
  /** The adaptive one from {@value #LARGE} words on. */
  AUTO;

  /** The adaptive one is quicker for fewer words, too; its accuracy was measured at 33,000. */
  private static final int LARGE = 30_000;

  /** How it cuts a vocabulary of this size. */
  public Clusters clusters(int words) {
    boolean adaptive = this == ADAPTIVE || (this == AUTO && words >= LARGE);
    return adaptive ? Clusters.ofZipf(words) : Clusters.none(words);
  }

  /** Its name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By name, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static SoftmaxKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
