package dev.nextword.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfLifeTest {
  private static final int WORDS = 100;

  /** Influence by distance; the last word is at 0. */
  private static Double words(IntToDoubleFunction influence) {
    double[] connectivity =
        IntStream.range(0, WORDS)
            .mapToDouble(i -> influence.applyAsDouble(WORDS - 1 - i))
            .toArray();
    boolean[] all = new boolean[WORDS];
    Arrays.fill(all, true);
    return HalfLife.of(connectivity, all).words();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5, 10, 40})
  void ofAnExponentialDecayIsItsHalfLife(double halfLife) {
    assertEquals(halfLife, words(distance -> 7 * Math.pow(2, -distance / halfLife)), 1e-9);
  }

  @Test
  void noScaleChangesIt() {
    IntToDoubleFunction curve = distance -> 1 / (1.0 + distance * distance);
    assertEquals(words(curve), words(distance -> 1e-12 * curve.applyAsDouble(distance)), 1e-9);
  }

  @Test
  void aCueThatStandsOutCountsAsFarAsItStands() {
    Double words = words(distance -> distance == 42 ? 0.9 : Math.pow(0.5, distance / 2.0));
    assertNotNull(words);
    assertEquals(42, words, 1.01);
  }

  @Test
  void aCueOfLessThanHalfDoesNot() {
    IntToDoubleFunction decay = distance -> Math.pow(0.5, distance / 2.0);
    double nearest = decay.applyAsDouble(1);
    assertEquals(2, words(d -> d == 42 ? 0.49 * nearest : decay.applyAsDouble(d)), 0.5);
  }

  @Test
  void oneNearWordAloneIsNoReference() {
    assertNull(words(distance -> distance == 0 ? 1000 : 1), "flat but for the last word");
  }

  @Test
  void thereIsNoneWhereInfluenceLastsOrWordsAreFew() {
    assertNull(words(distance -> 1));
    assertNull(HalfLife.of(new double[] {0.1, 1, 1}, new boolean[] {true, true, true}).words());
    assertNull(HalfLife.of(new double[0], new boolean[0]).words());
    assertNull(HalfLife.of(new double[5], new boolean[5]).words(), "marks alone");
  }

  @Test
  void marksAreNotCounted() {
    double[] connectivity = new double[2 * WORDS];
    boolean[] isWord = new boolean[2 * WORDS];
    for (int i = 0; i < WORDS; i++) {
      connectivity[2 * i] = Math.pow(2, (i - WORDS) / 5.0);
      isWord[2 * i] = true;
      connectivity[2 * i + 1] = 99;
    }
    assertEquals(5, HalfLife.of(connectivity, isWord).words(), 1e-9);
  }

  @Test
  void ofWhatIsKeptAtEachStep() {
    assertEquals(1, HalfLife.ofShareKept(List.of(new double[] {0.25, 0.75})), 1e-12);
    assertEquals(
        Math.log(2) / -Math.log(0.9), HalfLife.ofShareKept(List.of(new double[] {0.9})), 1e-12);
    assertNull(HalfLife.ofShareKept(List.of()));
  }
}
