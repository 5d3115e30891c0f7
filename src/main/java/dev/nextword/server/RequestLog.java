package dev.nextword.server;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, when, and how it ended: address, method, route, status. Never the path, the query
 * or the body, which may hold what a person typed.
 *
 * <p>Two logs: {@code dev.nextword.access} has every request and is silent below WARN as shipped,
 * for a key is a request; {@code dev.nextword.audit} has what changes something or was not allowed.
 */
final class RequestLog {
  private static final Logger ACCESS = LoggerFactory.getLogger("dev.nextword.access");
  private static final Logger AUDIT = LoggerFactory.getLogger("dev.nextword.audit");

  private final Metrics metrics;

  RequestLog(Metrics metrics) {
    this.metrics = metrics;
  }

  void log(Context ctx, float millis) {
    Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
    String route = endpoint == null ? "(file)" : endpoint.path;
    String method = ctx.method().name();
    int status = ctx.statusCode();
    metrics.answered(method, route, status, millis / 1e3);
    ACCESS.info("{} {} {} {} {} ms", ctx.ip(), method, route, status, Math.round(millis));
    boolean changes =
        endpoint != null && !method.equals("GET") && !Access.isOpen(method, endpoint.path);
    if (changes || status == 401 || status == 403) {
      AUDIT.info("{} {} {} {}", ctx.ip(), method, route, status);
    }
  }
}
