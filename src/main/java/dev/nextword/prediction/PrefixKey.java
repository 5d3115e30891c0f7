package dev.nextword.prediction;

/**
 * Names the words (or characters) read so far by two independent 64-bit hashes and their number, so
 * that a cache need not hold anybody's text. Two texts of the same length share a key by accident
 * with probability 2^-128.
 */
record PrefixKey(long first, long second, int length) {
  /** Nothing read. */
  static final PrefixKey EMPTY = new PrefixKey(0x9e3779b97f4a7c15L, 0xc2b2ae3d27d4eb4fL, 0);

  /** The key after one more word: one step, whatever the length. */
  PrefixKey then(int wordId) {
    return new PrefixKey(first(first, wordId), second(second, wordId), length + 1);
  }

  /** The key after some more words, {@code ids[from]} to {@code ids[to - 1]}. */
  PrefixKey then(int[] ids, int from, int to) {
    long one = first;
    long two = second;
    for (int at = from; at < to; at++) {
      one = first(one, ids[at]);
      two = second(two, ids[at]);
    }
    return new PrefixKey(one, two, length + to - from);
  }

  /**
   * The key after some more characters of a text, four at a time: a text must always be cut at the
   * same places.
   */
  PrefixKey then(String text, int from, int to) {
    long one = first;
    long two = second;
    for (int at = from; at < to; at += 4) {
      long four = 0;
      for (int i = at; i < Math.min(at + 4, to); i++) {
        four = four << 16 | text.charAt(i);
      }
      one = first(one, four);
      two = second(two, four);
    }
    return new PrefixKey(one, two, length + to - from);
  }

  private static long first(long hash, long value) {
    return mix(hash + 0x9e3779b97f4a7c15L * (value + 1));
  }

  private static long second(long hash, long value) {
    return mix(Long.rotateLeft(hash, 23) ^ 0xd6e8feb86659fd93L * (value + 1));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on every bit. */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }
}
