package dev.nextword.training;

/**
 * How the distances of woven passages grow while a network is trained.
 *
 * @param distances how many there are: 0 to {@code distances - 1} words
 * @param ramp after this share of the updates all distances come
 * @param power 1: the longest distance grows evenly; above 1: it stays short first, since the
 *     longest distance after a share {@code s} of the ramp is {@code s^power} of the last one
 */
public record Curriculum(int distances, double ramp, double power) {
  /** 0 to 60 words, all of them after two fifths of the updates: for models that are to be used. */
  public static final Curriculum DEFAULT = new Curriculum(61, 0.4, 1);

  public Curriculum {
    if (distances < 3 || !(ramp >= 0 && ramp <= 1) || !(power > 0)) {
      throw new IllegalArgumentException(
          "three distances or more, a ramp of 0 to 1 and a power above 0, not %d, %s and %s"
              .formatted(distances, ramp, power));
    }
  }
}
