package dev.nextword.server;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the server counts, as <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text</a>, version
 * 0.0.4.
 *
 * <p>Labels are routes, methods, statuses and the names of models: a few dozen series, whatever
 * clients send. Written by hand: it is one counter, one histogram and some gauges, and the library
 * for them would be larger than all else that the server brings.
 */
final class Metrics {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Upper bounds of the histogram, in seconds; a key should take 0.015 at most. */
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  /** How long the answers of one route took. */
  private static final class Durations {
    final LongAdder[] atMost = new LongAdder[BOUNDS.length + 1]; // the last: longer than all
    final DoubleAdder seconds = new DoubleAdder();

    Durations() {
      for (int i = 0; i < atMost.length; i++) {
        atMost[i] = new LongAdder();
      }
    }
  }

  private record Gauge(String help, Supplier<Number> value) {}

  private final Map<String, LongAdder> answered = new ConcurrentSkipListMap<>();
  private final Map<String, Durations> durations = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
  private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();

  Metrics() {
    var memory = ManagementFactory.getMemoryMXBean();
    gauge("jvm_heap_used_bytes", "Of Java's heap.", () -> memory.getHeapMemoryUsage().getUsed());
    gauge("jvm_heap_max_bytes", "Of Java's heap.", () -> memory.getHeapMemoryUsage().getMax());
    var threads = ManagementFactory.getThreadMXBean();
    gauge("jvm_threads", "Threads that live.", threads::getThreadCount);
    double started = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
    gauge("process_start_time_seconds", "Since 1970.", () -> started);
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.UnixOperatingSystemMXBean system) {
      gauge("process_open_fds", "Open files and sockets.", system::getOpenFileDescriptorCount);
    }
  }

  /** A number that is asked for when somebody looks. */
  void gauge(String name, String help, Supplier<Number> value) {
    gauges.put(name, new Gauge(help, value));
  }

  /**
   * @param route the route, not the path
   */
  void answered(String method, String route, int status, double seconds) {
    String known = METHODS.contains(method) ? method : "other";
    answered
        .computeIfAbsent(
            "method=\"" + known + "\",route=\"" + route + "\",status=\"" + status + "\"",
            labels -> new LongAdder())
        .increment();
    Durations taken = durations.computeIfAbsent("route=\"" + route + "\"", r -> new Durations());
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
      bucket++;
    }
    taken.atMost[bucket].increment();
    taken.seconds.add(seconds);
  }

  /**
   * @param reason a limit, or what a client did
   */
  void refused(String reason, int count) {
    if (count > 0) {
      refused.computeIfAbsent("reason=\"" + reason + "\"", labels -> new LongAdder()).add(count);
    }
  }

  /**
   * @param models by name, whether it answers
   */
  String text(Map<String, Boolean> models) {
    StringBuilder text = new StringBuilder(4_000);
    counter(text, "nextword_requests_total", "Requests answered.", answered);
    counter(text, "nextword_refused_total", "Refused at the door, by the limit.", refused);
    head(text, "nextword_request_seconds", "histogram", "Time to the end of the answer.");
    durations.forEach((labels, taken) -> histogram(text, labels, taken));
    head(text, "nextword_model_serving", "gauge", "1 where the model answers.");
    models.forEach(
        (name, serving) ->
            text.append("nextword_model_serving{model=\"")
                .append(name.replaceAll("[\\\\\"\n]", "_"))
                .append(serving ? "\"} 1\n" : "\"} 0\n"));
    gauges.forEach(
        (name, gauge) -> {
          head(text, name, "gauge", gauge.help());
          text.append(name).append(' ').append(gauge.value().get()).append('\n');
        });
    return text.toString();
  }

  private static void histogram(StringBuilder text, String labels, Durations taken) {
    Function<String, StringBuilder> line =
        suffix -> text.append("nextword_request_seconds").append(suffix);
    long count = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      count += taken.atMost[i].sum();
      String bound = i < BOUNDS.length ? String.format(Locale.ROOT, "%s", BOUNDS[i]) : "+Inf";
      line.apply("_bucket{")
          .append(labels)
          .append(",le=\"" + bound + "\"} ")
          .append(count)
          .append('\n');
    }
    line.apply("_sum{").append(labels).append("} ").append(taken.seconds.sum()).append('\n');
    line.apply("_count{").append(labels).append("} ").append(count).append('\n');
  }

  private static void counter(
      StringBuilder text, String name, String help, Map<String, LongAdder> counts) {
    head(text, name, "counter", help);
    counts.forEach(
        (labels, count) ->
            text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(count.sum())
                .append('\n'));
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
