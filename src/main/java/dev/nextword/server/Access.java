package dev.nextword.server;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.Set;

/**
 * Who may call what.
 *
 * <p>Some calls only ask ({@link #OPEN}); anybody who reaches the server may make them. All others
 * (training, texts, models) are for the person whose machine it is: on the loopback address, where
 * nobody else comes, without further ado; with {@code --token}, to those who have it; else to
 * nobody. A call that nobody has thought of here is of the second kind.
 */
final class Access {
  /** By method and route. */
  static final Set<String> OPEN =
      Set.of(
          "POST " + Api.ROOT + "/complete",
          "GET " + Api.ROOT + "/complete",
          "POST " + Api.ROOT + "/score",
          "POST " + Api.ROOT + "/explain",
          // What the page needs to show its columns and figures.
          "GET " + Api.ROOT + "/models",
          "GET " + Api.ROOT + "/distance-curves",
          "GET " + Api.ROOT + "/training-speed",
          "GET " + Api.ROOT + "/lab/remedies",
          "GET " + Api.ROOT + "/health",
          // What the lab calculates at once.
          "GET " + Api.ROOT + "/lab/descent",
          "POST " + Api.ROOT + "/lab/descent",
          "GET " + Api.ROOT + "/lab/activations",
          "POST " + Api.ROOT + "/lab/insurance",
          "GET " + OpenApi.PATH);

  /**
   * Of a server with a lab. A run is small, its places are few, and its id is known to whoever
   * began it alone.
   */
  static final Set<String> OPEN_LAB =
      Set.of(
          "GET " + LabRoutes.ROOT,
          "POST " + LabRoutes.ROOT + "/depth",
          "POST " + LabRoutes.ROOT + "/time",
          "GET " + LabRoutes.ROOT + "/{id}",
          "DELETE " + LabRoutes.ROOT + "/{id}",
          "GET " + LabRoutes.ROOT + "/{id}/events");

  private final ServerOptions options;

  Access(ServerOptions options) {
    this.options = options;
  }

  static boolean isOpen(String method, String route) {
    return OPEN.contains(method + " " + route) || OPEN_LAB.contains(method + " " + route);
  }

  /** Runs when the route is known and before its handler. */
  void check(Context ctx) {
    Endpoint route = ctx.endpoints().matchedHttpEndpoint();
    if (route == null || isOpen(route.method.name(), route.path)) {
      return; // a file of the page, or one of the open calls
    }
    Token token = options.token();
    if (token == null) {
      if (!options.isLocal()) {
        throw new ApiException(
            403,
            "closed",
            "This server listens for other machines and was started without --token, so it only"
                + " completes, scores and explains.",
            null);
      }
    } else if (!token.opens(ctx.header("Authorization"))) {
      // A person who comes by a link gets the browser's dialog; a page's own requests do not.
      boolean byLink = "navigate".equals(ctx.header("Sec-Fetch-Mode"));
      ctx.header(
          "WWW-Authenticate",
          (byLink ? "Basic" : "Bearer") + " realm=\"nextword\", charset=\"UTF-8\"");
      throw ApiException.ofStatus(401);
    }
  }
}
