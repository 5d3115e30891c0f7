package dev.nextword.lab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lab runs of a server: at most {@value #PLACES} at a time, each in a child process that is kept
 * for the next one, at most {@value #WAITING} that wait; see decision 029. Safe for many threads.
 */
public final class LabRuns implements AutoCloseable {
  /** Runs at the same time: two settings side by side. */
  public static final int PLACES = 2;

  /** Runs that wait for a place. */
  public static final int WAITING = 4;

  private static final int KEPT = 32;
  private static final long LONGEST_SECONDS = 60;

  /** And this long until its first event: its process may have to start. */
  private static final long START_SECONDS = 120;

  private static final long KEPT_SECONDS = 600;
  private static final long IDLE_SECONDS = 300;
  private static final long CANCEL_MILLIS = 2_000;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Map<String, LabRun> runs = new LinkedHashMap<>();
  private final Deque<LabRun> queue = new ArrayDeque<>();
  private final List<Place> places = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab clock");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  /**
   * @param command that starts a {@link LabWorker} on its standard input and output
   * @param environment added to that of the processes
   */
  public LabRuns(List<String> command, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    for (int i = 0; i < PLACES; i++) {
      places.add(new Place(i));
    }
  }

  /**
   * A new run.
   *
   * @return empty where all places are taken
   */
  public synchronized Optional<LabRun> submit(LabSettings settings) {
    forgetOld();
    if (closed || running() >= PLACES && queue.size() >= WAITING) {
      return Optional.empty();
    }
    LabRun run = new LabRun(settings);
    runs.put(run.id(), run);
    queue.add(run);
    places.forEach(Place::startThread);
    notifyAll();
    return Optional.of(run);
  }

  /** The run with this id, if it is still known. */
  public synchronized Optional<LabRun> find(String id) {
    forgetOld();
    return Optional.ofNullable(runs.get(id));
  }

  /** How many compute now. */
  public synchronized int running() {
    return (int) places.stream().filter(place -> place.current != null).count();
  }

  /** Ends a run, or forgets one that is over. */
  public synchronized void cancel(LabRun run) {
    if (run.state().isOver()) {
      runs.remove(run.id());
      return;
    }
    queue.remove(run);
    places.forEach(place -> place.cancel(run));
    run.become(LabRun.State.CANCELLED, null);
  }

  /** Starts a process for the next run, if none waits for one: somebody looks at the lab. */
  public synchronized boolean wake() {
    Place first = places.get(0);
    boolean ready = first.isAwake();
    first.startThread();
    first.wanted = true;
    notifyAll();
    return ready;
  }

  private void forgetOld() {
    long now = System.nanoTime();
    runs.values()
        .removeIf(
            run ->
                run.state().isOver()
                    && now - run.changed() > TimeUnit.SECONDS.toNanos(KEPT_SECONDS));
    var oldest = runs.values().iterator();
    while (runs.size() > KEPT && oldest.hasNext()) {
      if (oldest.next().state().isOver()) {
        oldest.remove();
      }
    }
  }

  /** Ends all runs and their processes. */
  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(runs.values())
        .forEach(run -> run.become(LabRun.State.CANCELLED, "The server ends."));
    places.forEach(Place::close);
    clock.shutdownNow();
    notifyAll();
  }

  /** Where one run after another computes. */
  private final class Place {
    private final int number;
    private @Nullable Thread thread;
    private @Nullable LabProcess process;
    private @Nullable LabRun current;
    private boolean wanted;

    Place(int number) {
      this.number = number;
    }

    void startThread() {
      if (thread == null) {
        Thread mine = new Thread(this::serve, "lab " + (number + 1));
        mine.setDaemon(true);
        thread = mine;
        mine.start();
      }
    }

    boolean isAwake() {
      LabProcess its = process;
      return its != null && its.isAlive();
    }

    void cancel(LabRun run) {
      LabProcess its = process;
      if (current == run && its != null) {
        its.cancel(run);
        clock.schedule(() -> endIfStill(run, its), CANCEL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void endIfStill(LabRun run, LabProcess its) {
      synchronized (LabRuns.this) {
        if (current == run) {
          its.close();
        }
      }
    }

    private void serve() {
      try {
        for (LabRun run = next(); ; run = next()) {
          if (run != null) {
            compute(run);
          } else if (!awake()) {
            return;
          }
        }
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      }
    }

    /** Null: nothing to do but to have a process ready, or to end one that nobody needs. */
    private @Nullable LabRun next() throws InterruptedException {
      synchronized (LabRuns.this) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
        while (queue.isEmpty() && !wanted && !closed) {
          long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
          if (left <= 0) {
            close();
            until = Long.MAX_VALUE;
          } else {
            LabRuns.this.wait(Math.min(left, 60_000));
          }
        }
        wanted = false;
        current = queue.poll();
        return current;
      }
    }

    private boolean awake() {
      synchronized (LabRuns.this) {
        if (closed) {
          return false;
        }
        try {
          process();
        } catch (IOException e) {
          return true; // the next run will say so
        }
        return true;
      }
    }

    private LabProcess process() throws IOException {
      LabProcess its = process;
      if (its == null || !its.isAlive()) {
        its = new LabProcess(command, environment);
        process = its;
      }
      return its;
    }

    private void compute(LabRun run) {
      String failure = "";
      AtomicReference<@Nullable ScheduledFuture<?>> limit = new AtomicReference<>();
      try {
        LabProcess its;
        synchronized (LabRuns.this) {
          its = process();
          limitTo(START_SECONDS, run, its, limit);
        }
        run.become(LabRun.State.RUNNING, null);
        failure =
            its.run(
                run,
                event -> {
                  if (run.events().isEmpty()) {
                    limitTo(LONGEST_SECONDS, run, its, limit);
                  }
                  run.tell(event);
                });
      } catch (IOException e) {
        failure = "The process of this run could not start, or has ended: " + e.getMessage();
        synchronized (LabRuns.this) {
          close();
        }
      } finally {
        ScheduledFuture<?> last = limit.get();
        if (last != null) {
          last.cancel(false);
        }
        run.become(
            failure.isEmpty() ? LabRun.State.FINISHED : LabRun.State.FAILED,
            failure.isEmpty() ? null : failure);
        synchronized (LabRuns.this) {
          current = null;
        }
      }
    }

    /** From now on, instead of the limit before. */
    private void limitTo(
        long seconds,
        LabRun run,
        LabProcess its,
        AtomicReference<@Nullable ScheduledFuture<?>> limit) {
      ScheduledFuture<?> before =
          limit.getAndSet(clock.schedule(() -> tooLong(run, its), seconds, TimeUnit.SECONDS));
      if (before != null) {
        before.cancel(false);
      }
    }

    private void tooLong(LabRun run, LabProcess its) {
      run.become(
          LabRun.State.FAILED,
          "This run took longer than " + LONGEST_SECONDS + " seconds. Take fewer updates.");
      synchronized (LabRuns.this) {
        if (current == run) {
          its.cancel(run);
          clock.schedule(() -> endIfStill(run, its), CANCEL_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    }

    void close() {
      if (process != null) {
        process.close();
        process = null;
      }
    }
  }
}
