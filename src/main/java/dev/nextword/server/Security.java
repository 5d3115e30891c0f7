package dev.nextword.server;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What protects a person's browser: headers on every answer, and the check of the Host header. */
final class Security {
  /** On every answer, errors included. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.]+:[0-9a-f:.]+]?");

  private Security() {}

  static void addHeaders(Context ctx) {
    HEADERS.forEach(ctx::header);
  }

  /**
   * Refuses names this server does not have. Without it a web page elsewhere could let its own name
   * point to 127.0.0.1 and then read from this server as if it were its own (DNS rebinding). An
   * address cannot be rebound, so a server that listens for others answers to any address.
   */
  static void checkHost(Context ctx, ServerOptions options) {
    String name = ctx.req().getServerName();
    String host = name == null ? "" : bare(name);
    boolean known =
        ServerOptions.LOOPBACK.contains(host)
            || host.equals(bare(options.host()))
            || options.allowedHosts().contains(host)
            || (!options.isLocal() && ADDRESS.matcher(host).matches());
    if (!known) {
      throw new ApiException(
          403, "unknown_host", "This server does not answer to the name in the Host header.", null);
    }
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }
}
