package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Expected;
import dev.nextword.prediction.Phrase;
import dev.nextword.prediction.Suggestion;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes under {@code /api/v1}. */
final class Api {
  static final String ROOT = "/api/v1";

  private record Results(List<Result> results) {}

  /**
   * @param expected only where the request expects a word
   * @param millis the time the model took
   * @param error only where the model failed
   */
  private record Result(
      String model,
      List<Suggestion> suggestions,
      @Nullable Phrase phrase,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Expected expected,
      double millis,
      @JsonInclude(JsonInclude.Include.NON_NULL) ApiError.@Nullable Detail error) {}

  private record Scores(
      Map<String, double[]> scores,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failed) {}

  /**
   * @param set that serves; null where the server has but one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Models(List<ModelSummary> models, @Nullable String set) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ModelSummary(
      String name,
      boolean serving,
      @Nullable Long parameters,
      @Nullable Double perplexity,
      @Nullable String reason) {}

  static final ApiError.Detail MODEL_FAILED =
      new ApiError.Detail(
          "model_failed", "The model could not answer; the log of the server says why.", null);

  private final Supplier<ModelSnapshot> models;
  private final Columns columns;
  private final Supplier<@Nullable String> set;

  /**
   * @param set tells the name of the set of models that serves, or null where there is but one
   */
  Api(Supplier<ModelSnapshot> models, Columns columns, Supplier<@Nullable String> set) {
    this.models = models;
    this.columns = columns;
    this.set = set;
  }

  void addTo(RoutesConfig routes) {
    routes.post(ROOT + "/complete", ctx -> complete(ctx, Requests.complete(ctx)));
    routes.get(ROOT + "/complete", ctx -> complete(ctx, Requests.completeQuery(ctx)));
    routes.post(ROOT + "/score", ctx -> score(ctx, Requests.score(ctx)));
    routes.get(ROOT + "/models", this::models);
    routes.get(ROOT + "/models/{name}", this::card);
  }

  private void complete(Context ctx, Requests.Complete request) throws InterruptedException {
    List<ServedModel> asked = chosen(models.get(), request.models());
    List<Result> results =
        columns.ask(asked, column -> Said.by(column, request)).stream().map(Api::result).toList();
    respond(ctx, new Results(results));
  }

  /** What a column says to one request. */
  private record Said(Completion completion, @Nullable Expected expected) {
    static Said by(Column column, Requests.Complete request) {
      String word = request.expected();
      return new Said(
          column.complete(request.text(), request.k()),
          word == null ? null : column.expected(request.text(), word));
    }
  }

  private static Result result(Columns.Answer<Said> answer) {
    Said said = answer.value();
    if (said == null) {
      return new Result(answer.model(), List.of(), null, null, answer.millis(), MODEL_FAILED);
    }
    Completion completion = said.completion();
    return new Result(
        answer.model(),
        completion.suggestions(),
        completion.phrase(),
        said.expected(),
        answer.millis(),
        null);
  }

  private void score(Context ctx, Requests.Score request) throws InterruptedException {
    Map<String, double[]> scores = new LinkedHashMap<>();
    List<Columns.Answer<double[]>> answers =
        columns.ask(
            models.get().serving(),
            column -> column.score(request.context(), request.candidates()));
    for (Columns.Answer<double[]> answer : answers) {
      if (answer.value() != null) {
        scores.put(answer.model(), answer.value());
      }
    }
    respond(
        ctx,
        new Scores(
            scores,
            answers.stream()
                .filter(answer -> answer.value() == null)
                .map(Columns.Answer::model)
                .toList()));
  }

  private void models(Context ctx) {
    ModelSnapshot snapshot = models.get();
    Stream<ModelSummary> serving =
        snapshot.serving().stream()
            .map(m -> new ModelSummary(m.name(), true, m.parameters(), m.perplexity(), null));
    Stream<ModelSummary> absent =
        snapshot.absent().stream()
            .map(m -> new ModelSummary(m.name(), false, null, null, m.reason()));
    respond(ctx, new Models(Stream.concat(serving, absent).toList(), set.get()));
  }

  private void card(Context ctx) {
    ServedModel model =
        models
            .get()
            .find(ctx.pathParam("name"))
            .orElseThrow(
                () -> new ApiException(404, "not_found", "No such model serves here.", null));
    respond(ctx, model.card());
  }

  /** The models of these names, or all. */
  static List<ServedModel> chosen(ModelSnapshot snapshot, List<String> names) {
    if (names.isEmpty()) {
      return snapshot.serving();
    }
    for (String name : names) {
      if (snapshot.find(name).isEmpty()) {
        List<String> serving = snapshot.serving().stream().map(ServedModel::name).toList();
        throw badRequest("unknown_model", "These models serve: " + serving + ".", "models");
      }
    }
    return snapshot.serving().stream().filter(model -> names.contains(model.name())).toList();
  }

  /** Writes JSON. Nothing here may be kept by a browser: the next key makes it old. */
  static void respond(Context ctx, Object body) {
    if (ctx.statusCode() == 429 || ctx.statusCode() == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(Json.write(body));
  }
}
