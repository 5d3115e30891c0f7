package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret and the ways to send it. */
class TokenTest {
  private static final String SECRET = "open:sesame-0123456789";
  private static final Token TOKEN = Token.of(SECRET);

  @Test
  void opensWhenSentAsProgramsAndBrowsersDo() {
    assertTrue(TOKEN.opens("Bearer " + SECRET));
    assertTrue(TOKEN.opens("bearer  " + SECRET));
    assertTrue(TOKEN.opens(basic("anna:" + SECRET)));
    assertTrue(TOKEN.opens(basic(":" + SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer open:sesame-012345678",
        "Bearer open:sesame-01234567890",
        "Bearer OPEN:SESAME-0123456789",
        "open:sesame-0123456789",
        "Digest open:sesame-0123456789",
        "Basic open:sesame-0123456789",
        "Basic %%%",
        "Basic",
      })
  void nothingElseOpens(String authorization) {
    assertFalse(TOKEN.opens(authorization));
  }

  @Test
  void noHeaderDoesNotOpen() {
    assertFalse(TOKEN.opens(null));
    assertFalse(TOKEN.opens(basic("anna:wrong")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "fifteen-letters",
        "with a space in it",
        "w\u00f6rter-und-w\u00f6rter"
      })
  void weakSecretsAreRefusedAndNotRepeated(String secret) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Token.of(secret)).getMessage();
    assertTrue(secret.isEmpty() || !message.contains(secret), message);
  }

  @Test
  void optionsDoNotPrintIt() {
    ServerOptions options = new ServerOptions("0.0.0.0", 0, Set.of(), 1).withToken(TOKEN);
    assertFalse(options.toString().contains(SECRET), options.toString());
    assertEquals("a token", TOKEN.toString());
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
