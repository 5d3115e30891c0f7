package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nextword.explanation.Explainer;
import dev.nextword.explanation.Explanation;
import dev.nextword.explanation.UnknownTargetException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The route that explains: {@code POST /explain}.
 *
 * <p>To explain takes a hundred times as long as a key. So explanations have threads of their own,
 * as many as there are for keys, and at most {@value #MOST_WAITING} requests wait for them.
 */
final class ExplainApi {
  private static final int MOST_WAITING = 16;

  /** The code of an error that is the target's. */
  private static final String UNKNOWN = "unknown_word";

  /**
   * @param target as asked for, in the spelling of the vocabulary; null where each model took its
   *     own
   */
  private record Results(@Nullable String target, List<Result> results) {}

  /**
   * @param error only where the model failed, or does not know the target
   */
  @JsonPropertyOrder({"model", "millis"})
  private record Result(
      String model,
      double millis,
      @JsonUnwrapped @Nullable Explanation explanation,
      @JsonInclude(JsonInclude.Include.NON_NULL) ApiError.@Nullable Detail error) {}

  /** An explanation, or why the model cannot give one. */
  private record Outcome(@Nullable Explanation explanation, ApiError.@Nullable Detail error) {}

  private final Supplier<ModelSnapshot> models;
  private final Columns columns;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /**
   * @param columns threads for explanations alone
   */
  ExplainApi(Supplier<ModelSnapshot> models, Columns columns) {
    this.models = models;
    this.columns = columns;
  }

  void addTo(RoutesConfig routes) {
    routes.post(Api.ROOT + "/explain", ctx -> explain(ctx, Requests.explain(ctx)));
  }

  private void explain(Context ctx, Requests.Explain request) throws InterruptedException {
    List<ServedModel> asked = Api.chosen(models.get(), request.models());
    if (!waiting.tryAcquire()) {
      throw new ApiException(
          503, "busy", "Too many texts wait to be explained. Try again in a moment.", null);
    }
    List<Result> results;
    try {
      results =
          columns.askModels(asked, model -> outcome(model, request.question())).stream()
              .map(ExplainApi::result)
              .toList();
    } finally {
      waiting.release();
    }
    if (results.stream().noneMatch(result -> result.explanation != null)) {
      refuse(results);
    }
    String target = request.question().target() == null ? null : target(results);
    Api.respond(ctx, new Results(target, results));
  }

  /** Where no model knows the target, that is the request's error. */
  private static void refuse(List<Result> results) {
    for (Result result : results) {
      if (result.error != null && result.error.code().equals(UNKNOWN)) {
        throw badRequest(UNKNOWN, result.error.message(), "target");
      }
    }
  }

  private static @Nullable String target(List<Result> results) {
    for (Result result : results) {
      if (result.explanation != null) {
        return result.explanation.target().word();
      }
    }
    return null;
  }

  private static Outcome outcome(ServedModel model, Explainer.Question question) {
    Explainer explainer = model.explainer();
    if (explainer == null) {
      return new Outcome(
          null, new ApiError.Detail("not_explainable", "This model cannot explain itself.", null));
    }
    try {
      return new Outcome(explainer.explain(question), null);
    } catch (UnknownTargetException e) {
      return new Outcome(
          null, new ApiError.Detail(UNKNOWN, String.valueOf(e.getMessage()), "target"));
    }
  }

  private static Result result(Columns.Answer<Outcome> answer) {
    Outcome outcome = answer.value();
    return outcome == null
        ? new Result(answer.model(), answer.millis(), null, Api.MODEL_FAILED)
        : new Result(answer.model(), answer.millis(), outcome.explanation, outcome.error);
  }
}
