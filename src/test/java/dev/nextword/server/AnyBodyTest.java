package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A body, whatever is in it, is a request or is refused by one of our errors. {@link #check} is
 * also what {@code mvn -Pfuzz test} searches for counterexamples to.
 */
public class AnyBodyTest {
  private static final List<String> SEEDS =
      List.of(
          "{\"text\": \"I would like\", \"k\": 3, \"models\": [\"lstm\", \"gru\"]}",
          "{\"text\": \"\\ud83d\\ude00 \\u05e9 \u05e9\\n\", \"k\": null, \"later\": {\"a\": [1e3]}}",
          "{\"context\": \"so I speak fluent\", \"candidates\": [\"French\", \"a b c\"]}");

  /** Fails, or throws anything but a refusal, where a body is not handled as it should be. */
  public static void check(byte[] bytes) {
    try {
      JsonNode body = Requests.parsed(bytes);
      Requests.Complete complete = Requests.complete(body);
      assertTrue(complete.k() >= 1 && complete.k() <= Requests.MAX_K);
      // What got in can go out again.
      byte[] utf8 = complete.text().getBytes(StandardCharsets.UTF_8);
      assertEquals(complete.text(), new String(utf8, StandardCharsets.UTF_8));
    } catch (ApiException e) {
      assertTrue(e.status() == 400 || e.status() == 413, "status " + e.status());
    }
    try {
      Requests.Score score = Requests.score(Requests.parsed(bytes));
      assertFalse(score.candidates().isEmpty());
    } catch (ApiException e) {
      assertTrue(e.status() == 400 || e.status() == 413, "status " + e.status());
    }
  }

  @Test
  void holdsOfBodiesThatWereChangedAtRandom() {
    Random random = new Random(9);
    for (String seed : SEEDS) {
      byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
      check(bytes);
      for (int i = 0; i < 2_000; i++) {
        check(Mutations.of(bytes, random));
      }
    }
    HostileRequestsTest.VALUES.forEach(value -> check(value.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void numbersAndNestingHaveLimits() {
    assertBad("{\"text\":\"a\",\"b\":" + "9".repeat(101) + "}");
    assertBad("{\"text\":\"a\",\"b\":" + "[".repeat(20) + "]".repeat(20) + "}");
    assertBad("{\"text\":\"a\",\"" + "b".repeat(2_000_000) + "\":1}");
    assertBad("{\"text\":\"a\",\"text\":\"b\"}");
  }

  private static void assertBad(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertEquals(400, assertThrows(ApiException.class, () -> Requests.parsed(bytes)).status());
  }
}
