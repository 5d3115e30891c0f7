package dev.nextword.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nextword.vocabulary.AnyTextTest;

/** Searches for text that {@link AnyTextTest} would have to know. */
class AnyTextFuzz {
  @FuzzTest(maxDuration = "1m")
  void check(byte[] bytes) {
    AnyTextTest.check(bytes);
  }
}
