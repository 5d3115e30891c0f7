package dev.nextword.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /openapi.json}: {@link Operations}, and {@link RetrainingOperations} of a server that
 * trains, in the words of <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>.
 */
final class OpenApi {
  static final String PATH = "/openapi.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OpenApi() {}

  static void addTo(RoutesConfig routes, List<Operation> operations) {
    ObjectNode document = document(operations);
    routes.get(PATH, ctx -> Api.respond(ctx, document));
  }

  static ObjectNode document(List<Operation> operations) {
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "nextword")
        .put("description", "Completes English text with four models: n-gram, RNN, GRU and LSTM.")
        .put("version", version())
        .putObject("license")
        .put("name", "GPL-3.0-or-later")
        .put("identifier", "GPL-3.0-or-later");
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : operations) {
      paths
          .withObjectProperty(operation.path())
          .set(operation.method().toLowerCase(Locale.ROOT), described(operation));
    }
    ObjectNode components = document.putObject("components");
    components.putObject("schemas").set("Error", Operations.ERROR);
    content(
        components
            .putObject("responses")
            .putObject("Error")
            .put("description", "What was wrong and what to do."),
        Operation.JSON,
        JSON.objectNode().put("$ref", "#/components/schemas/Error"));
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Of serve --token; not needed on the machine's own address without.");
    return document;
  }

  private static ObjectNode described(Operation operation) {
    ObjectNode node = JSON.objectNode().put("summary", operation.summary());
    ArrayNode security = node.putArray("security");
    if (!Access.isOpen(operation.method(), operation.path())) {
      security.addObject(); // nothing at all will do, where nobody else can come
      security.addObject().putArray("token");
    }
    for (Operation.Parameter parameter : operation.parameters()) {
      ObjectNode described =
          node.withArrayProperty("parameters")
              .addObject()
              .put("name", parameter.name())
              .put("in", parameter.in())
              .put("required", parameter.required());
      described.set("schema", parameter.schema());
    }
    if (operation.bodyType() != null) {
      content(
          node.putObject("requestBody").put("required", true),
          operation.bodyType(),
          operation.body());
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode answer =
        responses.putObject(String.valueOf(operation.status())).put("description", "Done.");
    if (operation.answerType() != null) {
      content(answer, operation.answerType(), operation.answer());
    }
    responses.putObject("default").put("$ref", "#/components/responses/Error");
    return node;
  }

  private static void content(ObjectNode in, String type, @Nullable ObjectNode schema) {
    ObjectNode content = in.putObject("content").putObject(type);
    if (schema != null) {
      content.set("schema", schema);
    }
  }

  private static String version() {
    String version = OpenApi.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "development");
  }
}
