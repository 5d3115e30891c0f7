package dev.nextword.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws different items whose lengths add up to an exact total. Immutable; threads share it.
 *
 * <p>In running text neighbours are preferred: a drawn item is followed by the next one in the
 * given order while the total allows.
 */
final class ExactSum {
  private static final int LONGEST_TOTAL = 1024;
  private static final int ATTEMPTS = 40;

  private final int[] lengths;

  /** The first so many items are in the order of a text. */
  private final int runningText;

  /** Items by length. */
  private final int[][] byLength;

  /** Which totals some multiset of the lengths at hand adds up to. */
  private final boolean[] reachable;

  /** The same with common lengths alone, so that the few shortest items are not in every draw. */
  private final boolean[] easy;

  ExactSum(int[] lengths, int runningText) {
    this.lengths = lengths.clone();
    this.runningText = runningText;
    int longest = Arrays.stream(lengths).max().orElse(0);
    int[] sizes = new int[longest + 1];
    for (int length : lengths) {
      if (length < 1) {
        throw new IllegalArgumentException("a length below 1: " + length);
      }
      sizes[length]++;
    }
    byLength = new int[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      byLength[length] = new int[sizes[length]];
    }
    for (int item = lengths.length - 1; item >= 0; item--) {
      byLength[lengths[item]][--sizes[lengths[item]]] = item;
    }
    reachable = sums(1);
    easy = sums(1 + lengths.length / 100);
  }

  /** Totals that lengths of at least {@code fewest} items add up to. */
  private boolean[] sums(int fewest) {
    boolean[] sums = new boolean[LONGEST_TOTAL + 1];
    sums[0] = true;
    for (int total = 1; total <= LONGEST_TOTAL; total++) {
      for (int length = 1; length <= Math.min(byLength.length - 1, total); length++) {
        sums[total] |= byLength[length].length >= fewest && sums[total - length];
      }
    }
    return sums;
  }

  /**
   * Items, in order, none twice, all usable, the first one also {@code first}.
   *
   * @return null when no such choice was found
   */
  @Nullable List<Integer> draw(
      RandomGenerator random, int total, IntPredicate usable, IntPredicate first) {
    if (total > LONGEST_TOTAL || !reachable[total]) {
      return null;
    }
    List<Integer> items = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      items.clear();
      int left = total;
      while (left > 0) {
        int item = next(random, left, items, items.isEmpty() ? usable.and(first) : usable);
        if (item < 0) {
          break;
        }
        items.add(item);
        left -= lengths[item];
      }
      if (left == 0) {
        return items;
      }
    }
    return null;
  }

  private int next(RandomGenerator random, int left, List<Integer> items, IntPredicate usable) {
    int follower = items.isEmpty() ? -1 : items.get(items.size() - 1) + 1;
    if (follower > 0 && follower < runningText && random.nextInt(4) > 0) {
      if (fits(follower, left, items) && usable.test(follower)) {
        return follower;
      }
    }
    // As the text has them, long and short; then, near the end, whatever length still fits.
    for (int i = 0; i < 6; i++) {
      int item = random.nextInt(lengths.length);
      if (fits(item, left, items) && usable.test(item)) {
        return item;
      }
    }
    int longest = Math.min(left, byLength.length - 1);
    int from = random.nextInt(longest) + 1;
    for (int i = 0; i < longest; i++) {
      int length = left < byLength.length && i == 0 ? left : (from + i - 1) % longest + 1;
      int[] bucket = byLength[length];
      if (bucket.length == 0 || !reachable[left - length]) {
        continue;
      }
      int start = random.nextInt(bucket.length);
      for (int j = 0; j < Math.min(bucket.length, 200); j++) {
        int item = bucket[(start + j) % bucket.length];
        if (!items.contains(item) && usable.test(item)) {
          return item;
        }
      }
    }
    return -1;
  }

  private boolean fits(int item, int left, List<Integer> items) {
    boolean[] sums = easy[left] ? easy : reachable;
    return lengths[item] <= left && sums[left - lengths[item]] && !items.contains(item);
  }
}
