package dev.nextword.prediction;

import java.util.BitSet;

/**
 * The words among which a model shall choose: all that may stand at a place, or those of them that
 * begin with the letters typed.
 */
public final class Choice {
  private final int[] ids;
  private final BitSet members;

  /**
   * @param ids the words, ascending
   */
  Choice(int[] ids) {
    this.ids = ids;
    this.members = new BitSet(ids.length == 0 ? 0 : ids[ids.length - 1] + 1);
    for (int id : ids) {
      members.set(id);
    }
  }

  /** How many words. */
  public int size() {
    return ids.length;
  }

  /** Whether this word is one of them. */
  public boolean contains(int id) {
    return members.get(id);
  }

  /** The words, ascending; not to be changed. */
  public int[] ids() {
    return ids;
  }
}
