package dev.nextword.training;

import dev.nextword.text.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Of which kinds the woven passages of a training are. Kinds that are not named are not woven.
 *
 * @param shares whole numbers, of which a kind gets its part of the sum; at least one above 0
 * @param led whether some passages begin after a few sentences of ordinary text, as people write;
 *     without that a network may learn that a cue is what stands at the very start
 */
public record WovenMix(Map<Kind, Integer> shares, boolean led) {
  /**
   * As the shipped models have it. Half of the passages are about places, a third about times: of
   * these the page speaks.
   */
  public static final WovenMix OF_MODELS =
      new WovenMix(
          Map.of(Kind.PLACE_LANGUAGE, 6, Kind.TENSE, 4, Kind.NAME_PRONOUN, 1, Kind.VERB_NUMBER, 1),
          true);

  public WovenMix {
    if (shares.values().stream().anyMatch(share -> share < 0)
        || shares.values().stream().noneMatch(share -> share > 0)) {
      throw new IllegalArgumentException(
          "shares are 0 or more, and one of them more: " + new TreeMap<>(shares));
    }
    shares = Map.copyOf(shares);
  }

  /** A kind, each as often as its share says. */
  Kind draw(RandomGenerator random) {
    int all = shares.values().stream().mapToInt(Integer::intValue).sum();
    int at = random.nextInt(all);
    for (Map.Entry<Kind, Integer> share : new EnumMap<>(shares).entrySet()) {
      at -= share.getValue();
      if (at < 0) {
        return share.getKey();
      }
    }
    throw new IllegalStateException("shares that do not add up: " + shares);
  }
}
