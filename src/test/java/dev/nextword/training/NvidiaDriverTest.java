package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaDriverTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1"})
  void hiddenCardsAreNotAskedFor(String visible) {
    NvidiaDriver.Answer answer = NvidiaDriver.ask(Map.of("CUDA_VISIBLE_DEVICES", visible));
    assertEquals(0, answer.lines().size());
    assertTrue(answer.problem().contains("hides all cards"), answer.problem());
  }
}
