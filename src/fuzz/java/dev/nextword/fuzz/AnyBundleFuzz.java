package dev.nextword.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nextword.model.AnyBundleTest;

/** Searches for bundles that {@link AnyBundleTest} would have to know. */
class AnyBundleFuzz {
  @FuzzTest(maxDuration = "1m")
  void check(byte[] bytes) {
    AnyBundleTest.check(bytes);
  }
}
