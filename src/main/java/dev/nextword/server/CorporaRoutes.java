package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.model.ModelSets;
import dev.nextword.text.CorpusException;
import dev.nextword.text.CorpusSource;
import dev.nextword.text.OwnCorpora;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.NetworkSize;
import dev.nextword.training.Trainings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /corpora}: texts to train on, one's own and public ones. */
final class CorporaRoutes implements Retraining.Routes {
  private static final String ROOT = Api.ROOT + "/corpora";

  /** Each reads all of a text: more at once would take the cores from those who type. */
  private static final int UPLOADS_AT_ONCE = 2;

  /**
   * One text in the list.
   *
   * @param origin {@code own}, {@code project} or {@code catalogue}
   * @param state {@code ready}; of the catalogue also {@code absent}, or how far its download is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Summary(
      String name,
      String origin,
      String state,
      @Nullable String title,
      @Nullable String licence,
      @Nullable Long downloadBytes,
      @Nullable Long words,
      @Nullable Long documents,
      @Nullable String added,
      @Nullable List<String> warnings) {}

  private record Limits(long bytes, int files) {}

  private record Listing(List<Summary> corpora, Limits limits) {}

  /** A text, what was found in it, and the size of networks that suits it. */
  private record Detail(String name, String origin, CorpusReport report, String size) {}

  private final ModelSets sets;
  private final OwnCorpora corpora;
  private final Trainings trainings;
  private final Retraining.Tools tools;
  private final CorporaFetches fetches;
  private final EventStreams streams;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);
  private final Semaphore estimates = new Semaphore(1);

  CorporaRoutes(
      ModelSets sets,
      OwnCorpora corpora,
      Trainings trainings,
      Retraining.Tools tools,
      CorporaFetches fetches,
      EventStreams streams) {
    this.sets = sets;
    this.corpora = corpora;
    this.trainings = trainings;
    this.tools = tools;
    this.fetches = fetches;
    this.streams = streams;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(ROOT, this::list);
    routes.post(ROOT, this::add);
    routes.get(ROOT + "/{name}", this::show);
    routes.delete(ROOT + "/{name}", this::delete);
    routes.post(ROOT + "/{name}/estimate", this::estimate); // it works for seconds: no GET
    routes.post(ROOT + "/{name}/fetch", this::fetch);
    routes.before(ROOT + "/{name}/events", ctx -> requireFetch(ctx));
    routes.sse(ROOT + "/{name}/events", this::events);
  }

  private void list(Context ctx) {
    List<Summary> all = new ArrayList<>();
    for (String name : corpora.names()) {
      all.add(summary(name, "own", null, Optional.of(CorpusReport.read(corpora, name))));
    }
    List<String> ready = tools.ready();
    List<String> listed = new ArrayList<>();
    for (CorpusSource source : tools.catalogue()) {
      listed.add(source.name());
      all.add(
          summary(
              source.name(),
              "catalogue",
              source,
              ready.contains(source.name()) ? tools.report(source.name()) : Optional.empty()));
    }
    for (String name : ready) {
      if (!listed.contains(name)) {
        all.add(summary(name, "project", null, tools.report(name)));
      }
    }
    OwnCorpora.Limits limits = corpora.limits();
    Api.respond(ctx, new Listing(all, new Limits(limits.bytes(), limits.files())));
  }

  private Summary summary(
      String name, String origin, @Nullable CorpusSource source, Optional<CorpusReport> report) {
    CorporaFetches.Fetch fetch = fetches.of(name);
    String state =
        fetch != null && !fetch.isOver()
            ? fetch.state()
            : source == null || tools.ready().contains(name) ? "ready" : "absent";
    return new Summary(
        name,
        origin,
        state,
        source == null ? null : source.title(),
        source == null ? null : source.licence(),
        source == null ? null : source.approximateBytes(),
        report.map(CorpusReport::words).orElse(null),
        report.map(CorpusReport::documents).orElse(null),
        report.map(CorpusReport::added).orElse(null),
        report.map(CorpusReport::warnings).orElse(null));
  }

  private void show(Context ctx) {
    String name = ctx.pathParam("name");
    CorpusReport report = report(name);
    Api.respond(
        ctx,
        new Detail(
            name,
            corpora.exists(name) ? "own" : "project",
            report,
            NetworkSize.of(report.words()).label()));
  }

  private CorpusReport report(String name) {
    if (corpora.exists(name)) {
      return CorpusReport.read(corpora, name);
    }
    return (tools.ready().contains(name) ? tools.report(name) : Optional.<CorpusReport>empty())
        .orElseThrow(CorporaRoutes::notFound);
  }

  private static ApiException notFound() {
    return new ApiException(404, "not_found", "There is no such text here.", null);
  }

  private void add(Context ctx) throws IOException {
    if (!uploads.tryAcquire()) {
      ctx.header("Retry-After", "5");
      throw new ApiException(
          503,
          "busy",
          "Other texts are being read at the moment. Try again in a few seconds.",
          null);
    }
    try {
      CorpusReport report = CorpusUploads.receive(ctx, corpora);
      ctx.status(201).header("Location", ROOT + "/" + report.name());
      Api.respond(
          ctx, new Detail(report.name(), "own", report, NetworkSize.of(report.words()).label()));
    } finally {
      uploads.release();
    }
  }

  private void delete(Context ctx) throws IOException {
    String name = ctx.pathParam("name");
    if (!corpora.exists(name)) {
      throw notFound();
    }
    if (trainings.uses(order -> order.corpus().equals(name))) {
      throw new ApiException(
          409, "in_use", "A training reads this text. Cancel it or wait for its end.", null);
    }
    corpora.delete(name);
    ctx.status(204);
  }

  private void estimate(Context ctx) throws IOException, InterruptedException {
    String name = ctx.pathParam("name");
    report(name);
    String size = ctx.queryParam("size");
    if (size != null
        && Arrays.stream(NetworkSize.values()).noneMatch(s -> s.label().equals(size))) {
      throw badRequest("bad_value", "Must be small, medium or large.", "size");
    }
    String from = ctx.queryParam("from");
    if (from != null && !sets.exists(from)) { // it becomes an argument of a command
      throw new ApiException(422, "unknown_models", "No set of models has this name.", "from");
    }
    if (!estimates.tryAcquire()) {
      ctx.header("Retry-After", "10");
      throw new ApiException(
          503, "busy", "Another estimate is being measured. Try again in a few seconds.", null);
    }
    try {
      JsonNode estimate = tools.estimate(name, size, from);
      Api.respond(ctx, estimate);
    } catch (CorpusException e) {
      throw new ApiException(422, "no_estimate", String.valueOf(e.getMessage()), null);
    } finally {
      estimates.release();
    }
  }

  private void fetch(Context ctx) {
    String name = ctx.pathParam("name");
    if (tools.catalogue().stream().noneMatch(source -> source.name().equals(name))) {
      throw new ApiException(404, "not_found", "The catalogue has no such text.", null);
    }
    if (!tools.ready().contains(name)) {
      fetches.begin(name);
    }
    ctx.status(202).header("Location", ROOT + "/" + name);
    Api.respond(ctx, Map.of("name", name, "events", ROOT + "/" + name + "/events"));
  }

  private void requireFetch(Context ctx) {
    if (fetches.of(ctx.pathParam("name")) == null) {
      throw new ApiException(404, "not_found", "This text is not being fetched.", null);
    }
    streams.require(ctx);
  }

  private void events(SseClient client) {
    String name = client.ctx().pathParam("name");
    AtomicReference<Consumer<CorporaFetches.Fetch>> listener = new AtomicReference<>(f -> {});
    streams.serve(
        client,
        stream -> {
          Consumer<CorporaFetches.Fetch> send =
              fetch -> {
                if (fetch.name().equals(name)) {
                  stream.send("fetch", fetch);
                  if (fetch.isOver()) {
                    stream.end();
                  }
                }
              };
          listener.set(send);
          fetches.listen(send);
          CorporaFetches.Fetch now = fetches.of(name);
          if (now != null) {
            send.accept(now);
          }
        },
        stream -> fetches.forget(listener.get()));
  }
}
