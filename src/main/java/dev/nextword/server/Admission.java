package dev.nextword.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The server's door: lets in as much as {@link Limits} say and refuses the rest at once, before a
 * byte of a body is read.
 *
 * <p>Limits of a client hold by address (of IPv6 by network, for a machine has as many addresses
 * there as it likes), and not for this machine's own: its browser, or a proxy that serves
 * everybody.
 */
final class Admission extends Handler.Wrapper {
  /** From this length on a body is long. */
  static final int LONG_BYTES = 65_536;

  private static final Set<String> ALWAYS = Set.of(Api.ROOT + "/health", Api.ROOT + "/metrics");
  private static final int CLIENTS = 10_000;
  private static final int BURST_SECONDS = 5;

  private final Limits limits;
  private final Metrics metrics;
  private final OpenConnections connections;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger longRequests = new AtomicInteger();
  private final Set<Request> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> clients = new ConcurrentHashMap<>();
  private Scheduler.@Nullable Task sweep;

  Admission(Limits limits, Metrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
    this.connections = new OpenConnections(limits.connections());
    metrics.gauge("nextword_connections", "Open connections.", connections::count);
    metrics.gauge("nextword_requests_in_progress", "Being answered or waiting.", requests::get);
    metrics.gauge("nextword_event_streams", "Open event streams.", streams::size);
  }

  /** Puts the door before everything else that handles requests of this server. */
  void addTo(Server server) {
    DoSHandler rate =
        new DoSHandler(
            null,
            request -> String.valueOf(client(request)),
            new DoSHandler.LeakingBucketTrackerFactory(
                limits.perSecond(), BURST_SECONDS * limits.perSecond(), Duration.ofSeconds(10)),
            (request, response, callback) -> refuse(429, "rate", request, response, callback),
            CLIENTS);
    rate.exclude(request -> client(request) == null);
    server.insertHandler(rate);
    server.insertHandler(this);
    // When even refusing is too much: further connections wait until one is closed.
    NetworkConnectionLimit hard = new NetworkConnectionLimit(limits.connections() * 5 / 4, server);
    server.addBean(hard);
  }

  /** To be told of each connection by the connector. */
  OpenConnections connections() {
    return connections;
  }

  /** Ends all event streams, which would otherwise never end. */
  void endStreams() {
    streams.forEach(stream -> stream.getConnectionMetaData().getConnection().getEndPoint().close());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sweepLater();
  }

  @Override
  protected void doStop() throws Exception {
    Scheduler.Task next = sweep;
    if (next != null) {
      next.cancel();
    }
    super.doStop();
  }

  private void sweepLater() {
    sweep =
        getServer()
            .getScheduler()
            .schedule(
                () -> {
                  metrics.refused("slow", connections.closeSlow(System.nanoTime()));
                  sweepLater();
                },
                1,
                TimeUnit.SECONDS);
  }

  @Override
  public boolean handle(Request arriving, Response response, Callback callback) throws Exception {
    Request request = connections.watch(arriving);
    if (connections.isExcess(request)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      return refuse(503, "connections", request, response, callback);
    }
    String path = request.getHttpURI().getCanonicalPath();
    if (path == null || !path.startsWith(Api.ROOT + "/") || ALWAYS.contains(path)) {
      return super.handle(request, response, callback);
    }
    if (path.endsWith("/events")) {
      return stream(request, response, callback);
    }
    boolean isLong = isLong(request);
    String client = client(request);
    if (!enter(requests, limits.requests())) {
      return refuse(503, "requests", request, response, callback);
    }
    if (isLong && !enter(longRequests, limits.longRequests())) {
      requests.decrementAndGet();
      return refuse(503, "long_requests", request, response, callback);
    }
    if (client != null && clients.merge(client, 1, Integer::sum) > limits.perClient()) {
      leave(isLong, client);
      return refuse(429, "client", request, response, callback);
    }
    Request.addCompletionListener(request, failure -> leave(isLong, client));
    return super.handle(request, response, callback);
  }

  private void leave(boolean isLong, @Nullable String client) {
    requests.decrementAndGet();
    if (isLong) {
      longRequests.decrementAndGet();
    }
    if (client != null) {
      clients.computeIfPresent(client, (id, count) -> count > 1 ? count - 1 : null);
    }
  }

  private boolean stream(Request request, Response response, Callback callback) throws Exception {
    if (streams.size() >= limits.streams()) { // one or two more, where many come at once
      return refuse(503, "streams", request, response, callback);
    }
    streams.add(request);
    Request.addCompletionListener(request, failure -> streams.remove(request));
    return super.handle(request, response, callback);
  }

  private static boolean enter(AtomicInteger count, int limit) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return false;
    }
    return true;
  }

  private boolean refuse(
      int status, String reason, Request request, Response response, Callback callback) {
    metrics.refused(reason, 1);
    Response.writeError(request, response, callback, status);
    return true;
  }

  private static boolean isLong(Request request) {
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > LONG_BYTES;
  }

  /** Whose limits count for this request; null for this machine's own. */
  private static @Nullable String client(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress socket
        ? client(socket.getAddress())
        : null;
  }

  static @Nullable String client(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return null;
    }
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
