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
 */
public record WovenMix(Map<Kind, Integer> shares) {
  /** Six in ten passages are about places, four about times: of these the page speaks. */
  public static final WovenMix PLACES_AND_TIMES =
      new WovenMix(Map.of(Kind.PLACE_LANGUAGE, 6, Kind.TENSE, 4));

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
