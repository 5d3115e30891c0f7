package dev.nextword.prediction;

/**
 * Names the words read so far by two independent 64-bit hashes and their number, so that a cache
 * need not hold anybody's text. Two texts of the same length share a key by accident with
 * probability 2^-128.
 */
record PrefixKey(long first, long second, int length) {
  /** Nothing read. */
  static final PrefixKey EMPTY = new PrefixKey(0x9e3779b97f4a7c15L, 0xc2b2ae3d27d4eb4fL, 0);

  /** The key after one more word: one step, whatever the length. */
  PrefixKey then(int wordId) {
    return new PrefixKey(
        mix(first + 0x9e3779b97f4a7c15L * (wordId + 1L)),
        mix(Long.rotateLeft(second, 23) ^ 0xd6e8feb86659fd93L * (wordId + 1L)),
        length + 1);
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
