package dev.nextword.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, and which of them keep the server waiting.
 *
 * <p>Jetty closes a connection on which nothing happens. A client that sends a byte now and then
 * ("slow loris") gets around that, so {@link #closeSlow} closes those whose request line and
 * headers take longer than {@value #PATIENCE_SECONDS} seconds, and those whose body, after as long,
 * arrives at less than {@value #BYTES_PER_SECOND} bytes a second on the whole.
 */
final class OpenConnections implements Connection.Listener {
  static final int PATIENCE_SECONDS = 10;
  static final int BYTES_PER_SECOND = 10_000;

  /** How long one too many may take to ask for something, and be refused. */
  private static final long PATIENCE_WITH_EXCESS = TimeUnit.SECONDS.toNanos(2);

  /** What is known of one connection. */
  private static final class Watched {
    final long opened = System.nanoTime();

    /** Whether there were too many when it came: it is refused, and not those before it. */
    volatile boolean excess;

    /** The request being answered; null between requests. */
    volatile @Nullable Arriving request;

    /** Bytes that had come when the last request was done; more are of the next one. */
    volatile long bytesBefore;

    /** When a byte of the next request was first seen; 0 for none yet. */
    volatile long since;
  }

  /** A request that notes how much of its body was read. */
  private static final class Arriving extends Request.Wrapper {
    private final long began = System.nanoTime();
    private volatile long bytes;
    private volatile boolean complete;

    Arriving(Request request) {
      super(request);
      complete =
          request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) <= 0
              && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null) {
        bytes += chunk.remaining(); // one thread reads at a time
        if (chunk.isLast()) {
          complete = true;
        }
      }
      return chunk;
    }

    boolean isSlow(long now) {
      double seconds = (now - began) / 1e9 - PATIENCE_SECONDS;
      return !complete && seconds > 0 && bytes < seconds * BYTES_PER_SECOND;
    }
  }

  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
  private final int most;

  /**
   * @param most open at once; those beyond are too many
   */
  OpenConnections(int most) {
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    Watched watched = new Watched();
    open.put(connection, watched);
    watched.excess = open.size() > most;
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  int count() {
    return open.size();
  }

  /** Whether a request comes on a connection that was one too many. */
  boolean isExcess(Request request) {
    Watched watched = open.get(request.getConnectionMetaData().getConnection());
    return watched != null && watched.excess;
  }

  /** Watches a request until it is answered; the request returned is the one to go on with. */
  Request watch(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    Watched watched = open.get(connection);
    if (watched == null) {
      return request; // closed meanwhile
    }
    Arriving arriving = new Arriving(request);
    watched.since = 0;
    watched.request = arriving;
    Request.addCompletionListener(
        request,
        failure -> {
          watched.bytesBefore = connection.getBytesIn();
          if (watched.request == arriving) { // not yet the next one
            watched.request = null;
          }
        });
    return arriving;
  }

  /**
   * Closes what is too slow; to be called about once a second.
   *
   * @param now {@link System#nanoTime()}
   * @return how many were closed
   */
  int closeSlow(long now) {
    int closed = 0;
    for (Map.Entry<Connection, Watched> entry : open.entrySet()) {
      if (isSlow(entry.getKey(), entry.getValue(), now)) {
        entry.getKey().getEndPoint().close();
        closed++;
      }
    }
    return closed;
  }

  private static boolean isSlow(Connection connection, Watched watched, long now) {
    Arriving request = watched.request;
    if (request != null) {
      return request.isSlow(now);
    }
    if (watched.excess) {
      return now - watched.opened > PATIENCE_WITH_EXCESS;
    }
    if (connection.getBytesIn() <= watched.bytesBefore) {
      return false; // idle: Jetty's own limit holds
    }
    if (watched.since == 0) {
      watched.since = now;
    }
    return now - watched.since > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }
}
