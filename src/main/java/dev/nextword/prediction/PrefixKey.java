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

  /** The key after some more characters of a text. */
  PrefixKey then(String text, int from, int to) {
    long one = first;
    long two = second;
    for (int at = from; at < to; at++) {
      one = first(one, text.charAt(at));
      two = second(two, text.charAt(at));
    }
    return new PrefixKey(one, two, length + to - from);
  }

  private static long first(long hash, int value) {
    return mix(hash + 0x9e3779b97f4a7c15L * (value + 1L));
  }

  private static long second(long hash, int value) {
    return mix(Long.rotateLeft(hash, 23) ^ 0xd6e8feb86659fd93L * (value + 1L));
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
