package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.model.ModelException;
import dev.nextword.model.ModelSets;
import dev.nextword.text.OwnCorpora;
import dev.nextword.training.NetworkSize;
import dev.nextword.training.TrainingOrder;
import dev.nextword.training.TrainingRecord;
import dev.nextword.training.Trainings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code /training}: models from a text, in the background. */
final class TrainingRoutes implements Retraining.Routes {
  private static final String ROOT = Api.ROOT + "/training";
  private static final List<String> CELLS = List.of("rnn", "gru", "lstm");
  private static final int MOST_EPOCHS = 100;
  private static final int LONGEST_PROMPT = 500;

  private final ModelSets sets;
  private final OwnCorpora corpora;
  private final Trainings trainings;
  private final Retraining.Tools tools;
  private final EventStreams streams;

  TrainingRoutes(
      ModelSets sets,
      OwnCorpora corpora,
      Trainings trainings,
      Retraining.Tools tools,
      EventStreams streams) {
    this.sets = sets;
    this.corpora = corpora;
    this.trainings = trainings;
    this.tools = tools;
    this.streams = streams;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(ROOT, this::list);
    routes.post(ROOT, this::begin);
    routes.get(ROOT + "/{id}", ctx -> Api.respond(ctx, find(ctx).snapshot()));
    routes.delete(ROOT + "/{id}", this::cancel);
    routes.post(ROOT + "/{id}/resume", this::resume);
    routes.before(
        ROOT + "/{id}/events",
        ctx -> {
          find(ctx);
          streams.require(ctx);
        });
    routes.sse(ROOT + "/{id}/events", this::events);
  }

  private void list(Context ctx) {
    Api.respond(
        ctx, Map.of("trainings", trainings.all().stream().map(TrainingRecord::snapshot).toList()));
  }

  private TrainingRecord find(Context ctx) {
    return trainings
        .find(ctx.pathParam("id"))
        .orElseThrow(() -> new ApiException(404, "not_found", "There is no such training.", null));
  }

  private void begin(Context ctx) throws IOException {
    TrainingOrder order = order(Requests.body(ctx));
    if (trainings.uses(other -> other.name().equals(order.name()))) {
      throw new ApiException(
          409, "name_taken", "A training makes models of this name already.", "name");
    }
    requireRoom(ctx);
    TrainingRecord record = trainings.submit(order);
    accepted(ctx, record);
  }

  private void requireRoom(Context ctx) {
    if (trainings.queued() >= Trainings.MOST_QUEUED) {
      ctx.header("Retry-After", "60");
      throw new ApiException(
          503, "queue_full", "Too many trainings wait already. Cancel one or try later.", null);
    }
  }

  private static void accepted(Context ctx, TrainingRecord record) {
    ctx.status(202).header("Location", ROOT + "/" + record.id());
    Api.respond(ctx, record.snapshot());
  }

  private void cancel(Context ctx) throws IOException {
    TrainingRecord record = find(ctx);
    if (record.state().isOver()) {
      trainings.delete(record);
    } else {
      trainings.cancel(record);
    }
    ctx.status(204);
  }

  private void resume(Context ctx) {
    TrainingRecord record = find(ctx);
    if (!record.state().isResumable()) {
      throw new ApiException(
          409, "not_resumable", "Only a training that ended before its end can go on.", null);
    }
    if (sets.exists(record.order().name())) {
      throw new ApiException(
          409, "name_taken", "There are models of this name by now. Rename them first.", null);
    }
    requireRoom(ctx);
    trainings.resume(record);
    accepted(ctx, record);
  }

  private void events(SseClient client) {
    TrainingRecord record = trainings.find(client.ctx().pathParam("id")).orElse(null);
    if (record == null) {
      client.close(); // deleted in this very moment
      return;
    }
    AtomicReference<BiConsumer<String, JsonNode>> listener = new AtomicReference<>((e, d) -> {});
    streams.serve(
        client,
        stream -> {
          BiConsumer<String, JsonNode> send =
              (event, data) -> {
                stream.send(event, data);
                if (event.equals("state") && isOver(data)) {
                  stream.end();
                }
              };
          listener.set(send);
          record.listen(send);
        },
        stream -> record.forget(listener.get()));
  }

  private static boolean isOver(JsonNode snapshot) {
    return Arrays.stream(TrainingRecord.State.values())
        .filter(TrainingRecord.State::isOver)
        .anyMatch(state -> state.name().equalsIgnoreCase(snapshot.path("state").asText()));
  }

  private TrainingOrder order(JsonNode body) {
    String corpus = Requests.text(body, "corpus");
    if (!corpora.exists(corpus) && !tools.ready().contains(corpus)) {
      throw new ApiException(422, "unknown_corpus", "There is no such text here.", "corpus");
    }
    String name = body.hasNonNull("name") ? Requests.text(body, "name") : free(corpus);
    try {
      sets.requireNew(name);
    } catch (ModelException e) {
      boolean taken = sets.exists(name);
      throw new ApiException(
          taken ? 409 : 400,
          taken ? "name_taken" : "bad_value",
          String.valueOf(e.getMessage()),
          "name");
    }
    List<String> cells = Requests.strings(body, "cells", CELLS);
    if (cells.isEmpty()
        || !CELLS.containsAll(cells)
        || new HashSet<>(cells).size() != cells.size()) {
      throw badRequest("bad_value", "Must be one or more of " + CELLS + ", each once.", "cells");
    }
    String from = body.hasNonNull("from") ? Requests.text(body, "from") : null;
    NetworkSize size = size(body);
    if (from != null) {
      requireGoingOn(from, cells, size);
    }
    String prompt =
        body.hasNonNull("prompt") ? Requests.text(body, "prompt") : TrainingOrder.PROMPT;
    if (prompt.length() > LONGEST_PROMPT) {
      throw badRequest(
          "bad_value", "Must have at most " + LONGEST_PROMPT + " characters.", "prompt");
    }
    return new TrainingOrder(
        corpus,
        name,
        from,
        cells,
        size,
        integer(body, "epochs", 1, MOST_EPOCHS),
        rate(body),
        flag(body, "woven", true),
        seed(body),
        prompt);
  }

  private void requireGoingOn(String from, List<String> cells, @Nullable NetworkSize size) {
    if (!sets.exists(from)) {
      throw new ApiException(
          422, "unknown_models", "No set of models has this name: " + sets.names() + ".", "from");
    }
    if (size != null) {
      throw badRequest(
          "bad_value", "Networks that go on from others keep their size: leave it out.", "size");
    }
    List<String> there = sets.store(from).names();
    if (!there.containsAll(cells)) {
      throw new ApiException(
          422, "unknown_models", "That set lacks one of the cells; it has " + there + ".", "from");
    }
  }

  private String free(String corpus) {
    String free = corpus;
    for (int i = 2; sets.exists(free) || isMade(free); i++) {
      free = corpus + "-" + i;
    }
    return free;
  }

  private boolean isMade(String name) {
    return trainings.uses(other -> other.name().equals(name));
  }

  private static @Nullable NetworkSize size(JsonNode body) {
    if (!body.hasNonNull("size")) {
      return null;
    }
    String label = Requests.text(body, "size");
    return Arrays.stream(NetworkSize.values())
        .filter(size -> size.label().equals(label))
        .findFirst()
        .orElseThrow(() -> badRequest("bad_value", "Must be small, medium or large.", "size"));
  }

  private static @Nullable Integer integer(JsonNode body, String field, int least, int most) {
    if (!body.hasNonNull(field)) {
      return null;
    }
    JsonNode value = body.get(field);
    if (!value.isIntegralNumber()) {
      throw badRequest("wrong_type", "Must be a whole number.", field);
    }
    if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
      throw badRequest("bad_value", "Must be from " + least + " to " + most + ".", field);
    }
    return value.intValue();
  }

  private static long seed(JsonNode body) {
    Integer seed = integer(body, "seed", 0, Integer.MAX_VALUE);
    return seed == null ? 1 : seed;
  }

  private static @Nullable Double rate(JsonNode body) {
    if (!body.hasNonNull("learningRate")) {
      return null;
    }
    JsonNode value = body.get("learningRate");
    if (!value.isNumber()) {
      throw badRequest("wrong_type", "Must be a number.", "learningRate");
    }
    double rate = value.doubleValue();
    if (!(rate > 0 && rate <= 1)) {
      throw badRequest("bad_value", "Must be above 0, and at most 1.", "learningRate");
    }
    return rate;
  }

  private static boolean flag(JsonNode body, String field, boolean absent) {
    if (!body.hasNonNull(field)) {
      return absent;
    }
    if (!body.get(field).isBoolean()) {
      throw badRequest("wrong_type", "Must be true or false.", field);
    }
    return body.get(field).booleanValue();
  }
}
