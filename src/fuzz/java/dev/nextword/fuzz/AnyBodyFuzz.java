package dev.nextword.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nextword.server.AnyBodyTest;

/** Searches for bodies that {@link AnyBodyTest} would have to know. */
class AnyBodyFuzz {
  @FuzzTest(maxDuration = "1m")
  void check(byte[] bytes) {
    AnyBodyTest.check(bytes);
  }
}
