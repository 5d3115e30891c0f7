package dev.nextword.server;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events (the WHATWG's HTML standard, section 9.2). Each stream has a queue and a
 * thread of its own: a client that does not read holds up nobody, and whoever has events never
 * waits. A client that is so slow that its queue is full is cut off; it connects again by itself,
 * and begins with everything at that moment.
 */
final class EventStreams implements AutoCloseable {
  static final int MOST = 32;

  private static final String MEDIA_TYPE = "text/event-stream";

  private static final int QUEUE = 512;
  private static final long SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;

  /**
   * @param name of the event; {@link #END} is the last
   * @param data as JSON
   */
  private record Event(String name, Object data) {}

  private static final String END = "end";

  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Refuses who does not ask for events, to whom Javalin would send nothing at all, and where there
   * are too many already; to be asked before the answer begins.
   */
  void require(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept == null || !accept.contains(MEDIA_TYPE)) {
      throw new ApiException(
          406, "not_acceptable", "These are events: send Accept: " + MEDIA_TYPE + ".", null);
    }
    if (open.size() >= MOST) {
      throw new ApiException(
          503,
          "too_many_streams",
          "Too many event streams are open. Close one, or try later.",
          null);
    }
  }

  /**
   * Serves a client until it goes or the events end.
   *
   * @param attach is given the stream to send events to; called once, before this returns
   * @param detach called once, after the stream has ended
   */
  void serve(SseClient client, Consumer<Stream> attach, Consumer<Stream> detach) {
    client.keepAlive();
    Stream stream = new Stream();
    open.add(stream);
    client.onClose(stream::cut);
    attach.accept(stream);
    try {
      threads.execute(
          () -> {
            try {
              stream.run(client);
            } finally {
              open.remove(stream);
              detach.accept(stream);
              client.close();
            }
          });
    } catch (RejectedExecutionException full) {
      open.remove(stream);
      detach.accept(stream);
      client.close();
    }
  }

  /** One client's events. */
  static final class Stream {
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean cut;

    /** Sends an event, sometime soon; never waits. */
    void send(String name, Object data) {
      if (!queue.offer(new Event(name, data))) {
        cut();
      }
    }

    /** Ends the stream after what has been sent: the client need not come back. */
    void end() {
      send(END, Map.of());
    }

    private void cut() {
      cut = true;
    }

    private void run(SseClient client) {
      try {
        while (!cut && !client.terminated()) {
          @Nullable Event event = queue.poll(SECONDS_BETWEEN_SIGNS_OF_LIFE, TimeUnit.SECONDS);
          if (event == null) {
            client.sendComment("still here"); // shows whether the client is
          } else {
            client.sendEvent(
                event.name(), new String(Json.write(event.data()), StandardCharsets.UTF_8));
            if (event.name().equals(END)) {
              return;
            }
          }
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException gone) {
        // the client has gone
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
