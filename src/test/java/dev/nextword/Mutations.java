package dev.nextword;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Small random changes of bytes, as a fuzzer makes them; the same for the same seed. */
public final class Mutations {
  private static final byte[] INTERESTING = {
    0, 1, -1, 127, -128, '"', '\\', '{', '[', '}', ',', '\n', '\'', '<', (byte) 0xc0, (byte) 0xed
  };

  private Mutations() {}

  /** The bytes with one to four places changed, cut out, repeated or cut off. */
  public static byte[] of(byte[] bytes, Random random) {
    byte[] changed = bytes;
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static byte[] once(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]};
    }
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(16, bytes.length - from) + 1);
    byte[] changed = bytes.clone();
    switch (random.nextInt(6)) {
      case 0 -> changed[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[from] = INTERESTING[random.nextInt(INTERESTING.length)];
      case 2 -> changed[from] = (byte) random.nextInt(256);
      case 3 -> changed = joined(bytes, from, to, 0);
      case 4 -> changed = joined(bytes, from, to, 2 + random.nextInt(30));
      default -> changed = Arrays.copyOf(bytes, from);
    }
    return changed;
  }

  /** With a piece left out, or in its place so many copies of it. */
  private static byte[] joined(byte[] bytes, int from, int to, int copies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    for (int i = 0; i < copies; i++) {
      out.write(bytes, from, to - from);
    }
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
