package dev.nextword.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.nextword.lab.DepthSettings;
import dev.nextword.lab.LabJson;
import dev.nextword.lab.LabRun;
import dev.nextword.lab.LabRuns;
import dev.nextword.lab.LabSettings;
import dev.nextword.lab.Setting;
import dev.nextword.lab.SettingException;
import dev.nextword.lab.TimeSettings;
import dev.nextword.lab.TrainingDoctor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** {@code /lab}: runs of the gradient lab. */
public final class LabRoutes implements AutoCloseable {
  static final String ROOT = Api.ROOT + "/lab";

  /** What can be asked for, and how busy the lab is. */
  private record Offer(
      List<Setting> depth, List<Setting> time, int running, int places, boolean ready) {}

  private final LabRuns runs;
  private final Function<String, Optional<? extends JsonNode>> trainings;
  private final EventStreams streams = new EventStreams();

  /**
   * @param runs closed with this
   * @param trainings the record of a training of this id, for the doctor
   */
  public LabRoutes(LabRuns runs, Function<String, Optional<? extends JsonNode>> trainings) {
    this.runs = runs;
    this.trainings = trainings;
  }

  void addTo(RoutesConfig routes) {
    routes.get(ROOT, this::offer);
    routes.post(ROOT + "/depth", ctx -> begin(ctx, "depth"));
    routes.post(ROOT + "/time", ctx -> begin(ctx, "time"));
    routes.post(ROOT + "/doctor", this::doctor);
    routes.get(ROOT + "/{id}", ctx -> Api.respond(ctx, find(ctx).snapshot()));
    routes.delete(ROOT + "/{id}", this::cancel);
    routes.before(
        ROOT + "/{id}/events",
        ctx -> {
          find(ctx);
          streams.require(ctx);
        });
    routes.sse(ROOT + "/{id}/events", this::events);
  }

  private void offer(Context ctx) {
    boolean ready = runs.wake();
    Offer offer =
        new Offer(DepthSettings.ALL, TimeSettings.ALL, runs.running(), LabRuns.PLACES, ready);
    Api.respond(ctx, LabJson.tree(offer));
  }

  private void begin(Context ctx, String kind) {
    LabSettings settings;
    try {
      settings = LabSettings.of(kind, Requests.body(ctx));
    } catch (SettingException e) {
      throw new ApiException(
          e.code().equals("too_large") ? 422 : 400,
          e.code(),
          String.valueOf(e.getMessage()),
          e.field());
    }
    LabRun run = runs.submit(settings).orElseThrow(() -> full(ctx));
    ctx.status(202).header("Location", ROOT + "/" + run.id());
    Api.respond(ctx, run.snapshot());
  }

  private static ApiException full(Context ctx) {
    ctx.header("Retry-After", "5");
    return new ApiException(
        503,
        "lab_full",
        "All places of the lab are taken. Try again in some seconds, or end a run of your own.",
        null);
  }

  /** What a run, or a training of a model, shows. */
  private void doctor(Context ctx) {
    JsonNode request = Requests.body(ctx);
    if (request.hasNonNull("training")) {
      JsonNode training =
          trainings
              .apply(Requests.text(request, "training"))
              .orElseThrow(
                  () ->
                      new ApiException(404, "not_found", "There is no such training.", "training"));
      Api.respond(ctx, LabJson.tree(TrainingDoctor.read(training)));
      return;
    }
    LabRun run =
        runs.find(Requests.text(request, "lab"))
            .orElseThrow(() -> new ApiException(404, "not_found", "There is no such run.", "lab"));
    List<JsonNode> events = run.events();
    JsonNode last = events.isEmpty() ? NullNode.getInstance() : events.get(events.size() - 1);
    if (!last.has("signs")) {
      throw new ApiException(
          409, "not_finished", "The doctor reads a run that has finished.", "lab");
    }
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("signs", last.get("signs"));
    findings.put("healthy", last.get("signs").isEmpty());
    long steps = events.stream().filter(e -> e.path("event").asText().equals("step")).count();
    findings.put("read", steps + " measurements");
    Api.respond(ctx, findings);
  }

  private LabRun find(Context ctx) {
    return runs.find(ctx.pathParam("id"))
        .orElseThrow(
            () ->
                new ApiException(
                    404, "not_found", "There is no such run; the last ones are kept.", null));
  }

  private void cancel(Context ctx) {
    runs.cancel(find(ctx));
    ctx.status(204);
  }

  private void events(SseClient client) {
    LabRun run = runs.find(client.ctx().pathParam("id")).orElse(null);
    if (run == null) {
      client.close(); // forgotten in this very moment
      return;
    }
    AtomicReference<BiConsumer<String, JsonNode>> listener = new AtomicReference<>((e, d) -> {});
    streams.serve(
        client,
        stream -> {
          BiConsumer<String, JsonNode> send =
              (event, data) -> {
                stream.send(event, data);
                if (event.equals("state") && data.path("over").asBoolean()) {
                  stream.end();
                }
              };
          listener.set(send);
          run.listen(send);
        },
        stream -> run.forget(listener.get()));
  }

  /** Ends all runs and streams. */
  @Override
  public void close() {
    runs.close();
    streams.close();
  }
}
