package dev.nextword.server;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What protects a person's browser: headers on every answer, and the checks that a request is meant
 * for this server and made by its own page, or by no page at all.
 */
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
          "same-origin",
          "Cross-Origin-Opener-Policy",
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

  /**
   * Refuses what another web page makes a person's browser send (cross-site request forgery). A
   * browser says where a request comes from: in {@code Origin} with everything that could change
   * something, and in {@code Sec-Fetch-Site}, newer ones, with everything. Programs send neither.
   */
  static void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    String site = ctx.header("Sec-Fetch-Site");
    boolean foreign =
        origin != null
            ? !isOwn(origin, ctx)
            : site != null && !site.equals("same-origin") && !site.equals("none") && !isLink(ctx);
    if (foreign) {
      throw new ApiException(
          403, "foreign_origin", "Requests from other web pages are not answered.", null);
    }
  }

  /** Same name and port as the request was sent to; behind a proxy the scheme may differ. */
  private static boolean isOwn(String origin, Context ctx) {
    try {
      URI uri = URI.create(origin);
      String scheme = uri.getScheme();
      if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        return false; // "null", from a file or a sandbox
      }
      int usual = scheme.equals("https") ? 443 : 80;
      int port = uri.getPort() < 0 ? usual : uri.getPort();
      int called = ctx.req().getServerPort();
      String name = ctx.req().getServerName();
      // A proxy with TLS passes the Host header on, which then has no port: 80 is assumed for it.
      return name != null
          && bare(uri.getHost()).equals(bare(name))
          && (port == called || (port == 443 && called == 80));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A person came here by a link on another page: they see the answer, the other page does not. */
  private static boolean isLink(Context ctx) {
    return "navigate".equals(ctx.header("Sec-Fetch-Mode")) && "GET".equals(ctx.req().getMethod());
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }
}
