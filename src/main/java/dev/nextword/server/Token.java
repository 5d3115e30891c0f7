package dev.nextword.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret that lets a client do more than complete, score and explain.
 *
 * <p>It comes in the header {@code Authorization}: {@code Bearer SECRET}, as programs send it, or
 * {@code Basic}, as a browser sends what a person types into its own dialog (any name, the secret
 * as password).
 */
public final class Token {
  /** The fewest characters: 16 random letters are beyond guessing over a network. */
  public static final int SHORTEST = 16;

  private static final Pattern FORM = Pattern.compile("[!-~]{" + SHORTEST + ",1000}");

  private final byte[] digest;

  private Token(byte[] digest) {
    this.digest = digest;
  }

  /**
   * @throws IllegalArgumentException for a secret that is too short, or that a header cannot carry;
   *     the message does not contain it
   */
  public static Token of(String secret) {
    if (!FORM.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "a token has "
              + SHORTEST
              + " or more characters, no spaces, no letters with accents; take random ones");
    }
    return new Token(sha256(secret));
  }

  /**
   * Whether a request carries the secret. Takes as long for a nearly right one as for any other:
   * hashes are compared, and every byte of them.
   *
   * @param authorization the header, null where there is none
   */
  boolean opens(@Nullable String authorization) {
    return authorization != null
        && secret(authorization)
            .map(given -> MessageDigest.isEqual(digest, sha256(given)))
            .orElse(false);
  }

  private static Optional<String> secret(String authorization) {
    String[] parts = authorization.strip().split(" +", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    if (parts[0].equalsIgnoreCase("Bearer")) {
      return Optional.of(parts[1]);
    }
    if (parts[0].equalsIgnoreCase("Basic")) {
      try {
        String pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return Optional.of(pair.substring(pair.indexOf(':') + 1));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Not the secret: options are printed and logged. */
  @Override
  public String toString() {
    return "a token";
  }
}
