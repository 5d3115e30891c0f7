package dev.nextword.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the server is, for people ({@code /health}) and for monitoring ({@code /metrics}). Neither
 * waits for anything.
 */
final class Health {
  /**
   * @param status {@code starting} (with 503) until the models are read, then {@code ok}, or {@code
   *     degraded}: a model that is there does not answer, or there is none
   * @param training whether a training runs
   * @param models those that answer
   * @param reasons why the others do not
   */
  record State(
      String status, boolean training, List<String> models, List<ModelSnapshot.Absent> reasons) {}

  private final Supplier<ModelSnapshot> models;
  private final BooleanSupplier training;
  private final Metrics metrics;
  private volatile boolean started;

  /**
   * @param models may block until the models are read
   */
  Health(Supplier<ModelSnapshot> models, BooleanSupplier training, Metrics metrics) {
    this.models = models;
    this.training = training;
    this.metrics = metrics;
    metrics.gauge("nextword_training", "1 while a training runs.", () -> isTraining() ? 1 : 0);
  }

  void addTo(RoutesConfig routes) {
    routes.get(Api.ROOT + "/health", this::health);
    routes.get(Api.ROOT + "/metrics", this::metrics);
  }

  /** Begins to wait for the models, in a thread of its own. */
  void watchStart() {
    Thread waiting =
        new Thread(
            () -> {
              models.get();
              started = true;
            },
            "models-read");
    waiting.setDaemon(true);
    waiting.setUncaughtExceptionHandler((thread, failure) -> {}); // the command reports it
    waiting.start();
  }

  private void health(Context ctx) {
    State state = state();
    Api.respond(ctx.status(state.status().equals("starting") ? 503 : 200), state);
  }

  private State state() {
    if (!started) {
      return new State("starting", isTraining(), List.of(), List.of());
    }
    ModelSnapshot snapshot = models.get();
    return new State(
        snapshot.isDegraded() ? "degraded" : "ok",
        isTraining(),
        snapshot.serving().stream().map(ServedModel::name).toList(),
        snapshot.absent());
  }

  private void metrics(Context ctx) {
    Map<String, Boolean> serving = new LinkedHashMap<>();
    if (started) {
      ModelSnapshot snapshot = models.get();
      snapshot.serving().forEach(model -> serving.put(model.name(), true));
      snapshot.absent().forEach(model -> serving.put(model.name(), false));
    }
    ctx.contentType(Metrics.CONTENT_TYPE)
        .header("Cache-Control", "no-store")
        .result(metrics.text(serving));
  }

  private boolean isTraining() {
    return training.getAsBoolean();
  }
}
