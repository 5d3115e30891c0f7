package dev.nextword.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.text.CorpusException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads of public texts, one at a time, and how far they are. */
final class CorporaFetches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CorporaFetches.class);

  /** Whoever listens hears this often of one download. */
  private static final long NANOS_BETWEEN_EVENTS = 250_000_000L;

  /**
   * How far a download is.
   *
   * @param state {@code waiting}, {@code downloading}, {@code reading}, {@code ready} or {@code
   *     failed}
   * @param bytes that are here, of the file that is being downloaded
   * @param total of that file; null where the server does not say
   * @param message with {@code failed}: why
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Fetch(
      String name, String state, long bytes, @Nullable Long total, @Nullable String message) {
    boolean isOver() {
      return state.equals("ready") || state.equals("failed");
    }
  }

  private final Retraining.Tools tools;
  private final Map<String, Fetch> fetches = new ConcurrentHashMap<>();
  private final List<Consumer<Fetch>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "fetches");
            thread.setDaemon(true);
            return thread;
          });

  CorporaFetches(Retraining.Tools tools) {
    this.tools = tools;
  }

  /** How far the download of this text is, or null if there was none. */
  @Nullable Fetch of(String name) {
    return fetches.get(name);
  }

  /** Begins a download; one that is under way goes on. */
  synchronized void begin(String name) {
    Fetch before = fetches.get(name);
    if (before == null || before.isOver()) {
      become(new Fetch(name, "waiting", 0, null, null));
      runner.execute(() -> run(name));
    }
  }

  void listen(Consumer<Fetch> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<Fetch> listener) {
    listeners.remove(listener);
  }

  private void run(String name) {
    long[] told = new long[1];
    try {
      tools.fetch(
          name,
          (file, bytes, total) -> {
            long now = System.nanoTime();
            if (bytes == total || now - told[0] > NANOS_BETWEEN_EVENTS) {
              told[0] = now;
              String state = bytes == total ? "reading" : "downloading";
              become(new Fetch(name, state, bytes, total < 0 ? null : total, null));
            }
          });
      become(new Fetch(name, "ready", 0, null, null));
    } catch (CorpusException e) {
      become(new Fetch(name, "failed", 0, null, e.getMessage()));
    } catch (java.io.IOException | RuntimeException e) {
      LOG.error("fetching {} failed: {}", name, Failures.describe(e));
      become(new Fetch(name, "failed", 0, null, "It could not be written to the disk."));
    }
  }

  private void become(Fetch fetch) {
    fetches.put(fetch.name(), fetch);
    listeners.forEach(listener -> listener.accept(fetch));
  }

  @Override
  public void close() {
    runner.shutdownNow();
  }
}
