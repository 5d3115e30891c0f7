package dev.nextword.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelException;
import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import dev.nextword.training.Trainings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models serve, and what one's own sets are called: {@code /models/active}, {@code
 * /model-sets}.
 */
final class ModelSetRoutes implements Retraining.Routes {
  private static final String SETS = Api.ROOT + "/model-sets";

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Column(
      String name, @Nullable Long parameters, Map<String, Object> evaluation, String corpus) {}

  private record Summary(
      String name, boolean shipped, boolean active, List<Column> models, List<String> problems) {}

  private final ActiveModels models;
  private final Trainings trainings;

  ModelSetRoutes(ActiveModels models, Trainings trainings) {
    this.models = models;
    this.trainings = trainings;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(Api.ROOT + "/models/active", this::active);
    routes.put(Api.ROOT + "/models/active", this::use);
    routes.get(SETS, this::list);
    routes.patch(SETS + "/{set}", this::rename);
    routes.delete(SETS + "/{set}", this::delete);
    routes.get(SETS + "/{set}/bundle", this::download);
  }

  private void active(Context ctx) {
    Api.respond(ctx, Map.of("set", models.name()));
  }

  private void use(Context ctx) throws IOException {
    String set = Requests.text(Requests.body(ctx), "set");
    require(set, "set");
    try {
      models.use(set);
    } catch (ModelException e) {
      throw new ApiException(409, "unusable_models", String.valueOf(e.getMessage()), "set");
    }
    active(ctx);
  }

  private void list(Context ctx) {
    List<Summary> all = new ArrayList<>();
    for (String name : models.sets().names()) {
      ModelStore store = models.sets().store(name);
      List<Column> columns = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      for (String model : store.names()) {
        try {
          ModelCard card = store.card(model);
          columns.add(
              new Column(model, card.parameters(), card.evaluation(), card.corpus().name()));
        } catch (ModelException e) {
          problems.add(model + " is damaged");
        }
      }
      all.add(
          new Summary(
              name, name.equals(ModelSets.SHIPPED), name.equals(models.name()), columns, problems));
    }
    Api.respond(ctx, Map.of("sets", all));
  }

  private void rename(Context ctx) throws IOException {
    String set = own(ctx);
    String name = Requests.text(Requests.body(ctx), "name");
    try {
      if (trainings.uses(order -> name.equals(order.name()) || set.equals(order.from()))) {
        throw new ModelException("a training uses this name or goes on from these models");
      }
      models.rename(set, name);
    } catch (ModelException e) {
      boolean taken = models.sets().exists(name);
      throw new ApiException(
          taken ? 409 : 400, taken ? "name_taken" : "bad_value", capital(e), "name");
    }
    Api.respond(ctx, Map.of("name", name));
  }

  private void delete(Context ctx) throws IOException {
    String set = own(ctx);
    if (trainings.uses(order -> set.equals(order.from()))) {
      throw new ApiException(409, "in_use", "A training goes on from these models.", null);
    }
    try {
      models.delete(set);
    } catch (ModelException e) {
      throw new ApiException(409, "in_use", capital(e), null);
    }
    ctx.status(204);
  }

  private void download(Context ctx) throws IOException {
    String set = ctx.pathParam("set");
    require(set, null);
    ModelStore store = models.sets().store(set);
    try {
      store.names().forEach(store::card); // before the first byte: half a zip file is none
    } catch (ModelException e) {
      throw new ApiException(
          409, "unusable_models", "A model of this set is damaged. Train it again.", null);
    }
    ctx.contentType("application/zip")
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"nextword-" + set + ".zip\"");
    models.sets().export(set, ctx.outputStream());
  }

  private void require(String set, @Nullable String field) {
    if (!models.sets().exists(set)) {
      throw new ApiException(404, "not_found", "No set of models has this name.", field);
    }
  }

  private String own(Context ctx) {
    String set = ctx.pathParam("set");
    require(set, null);
    if (set.equals(ModelSets.SHIPPED)) {
      throw new ApiException(
          409, "shipped", "The shipped models can be neither renamed nor deleted.", null);
    }
    return set;
  }

  private static String capital(ModelException e) {
    String message = String.valueOf(e.getMessage());
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
