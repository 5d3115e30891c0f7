package dev.nextword.tokens;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "1,000",
        "3.5",
        ".5",
        "-5",
        "+1",
        "11:30",
        "11:30am",
        "408-555-0123",
        "(408)",
        "1/2",
        "½",
        "3rd",
        "21ST",
        "1990s",
        "1990's",
        "#4",
        "2020-01-31"
      })
  void numbers(String token) {
    assertTrue(Numbers.isNumber(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "one", "A4", "4x4", "-", ".", "#", "(", "$", "'s", "3D", "U2"})
  void notNumbers(String token) {
    assertFalse(Numbers.isNumber(token));
  }
}
