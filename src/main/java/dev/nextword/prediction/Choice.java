package dev.nextword.prediction;

import java.util.Arrays;
import java.util.List;

/**
 * Words of the vocabulary among which a model shall choose: all that may stand at a place, or those
 * of them that begin with the letters typed.
 */
public final class Choice {
  private final List<String> prefixes;
  private final int[] ids;

  /**
   * @param prefixes what the words begin with, in the vocabulary's own case: one spelling for each
   *     case that the letters typed allow ({@code fre}, {@code Fre}); an empty one for any words
   * @param ids the words, ascending
   */
  Choice(List<String> prefixes, int[] ids) {
    this.prefixes = List.copyOf(prefixes);
    this.ids = ids;
  }

  /** What the words begin with. */
  List<String> prefixes() {
    return prefixes;
  }

  /** How many words. */
  public int size() {
    return ids.length;
  }

  /** Whether this word is one of them. */
  public boolean contains(int id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /** The words, ascending; not to be changed. */
  public int[] ids() {
    return ids;
  }
}
