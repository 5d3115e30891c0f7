package dev.nextword.server;

import static dev.nextword.server.Schemas.described;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, described.
 *
 * @param method in capitals
 * @param path as the route has it, {@code {name}} for what differs
 * @param bodyType media type of the body, null where there is none
 * @param body schema of a JSON body
 * @param status of an answer that is no error
 * @param answerType media type of the answer, null where it is empty
 * @param answer schema of a JSON answer
 */
record Operation(
    String method,
    String path,
    String summary,
    List<Parameter> parameters,
    @Nullable String bodyType,
    @Nullable ObjectNode body,
    int status,
    @Nullable String answerType,
    @Nullable ObjectNode answer) {
  static final String JSON = "application/json";

  /**
   * @param in {@code query} or {@code path}
   */
  record Parameter(String name, String in, boolean required, ObjectNode schema) {}

  /** A call without parameters and body, whose answer is empty. */
  static Operation of(String method, String path, String summary) {
    return new Operation(method, path, summary, List.of(), null, null, 204, null, null);
  }

  Operation query(String name, boolean required, ObjectNode schema, String description) {
    return with(new Parameter(name, "query", required, described(schema, description)));
  }

  Operation inPath(String name, String description) {
    return with(new Parameter(name, "path", true, described(Schemas.string(), description)));
  }

  Operation takes(ObjectNode schema) {
    return new Operation(
        method, path, summary, parameters, JSON, schema, status, answerType, answer);
  }

  /** A body of another type than JSON. */
  Operation takes(String type) {
    return new Operation(method, path, summary, parameters, type, null, status, answerType, answer);
  }

  Operation gives(int status, ObjectNode schema) {
    return new Operation(method, path, summary, parameters, bodyType, body, status, JSON, schema);
  }

  /** An answer of another type than JSON. */
  Operation gives(String type) {
    return new Operation(method, path, summary, parameters, bodyType, body, 200, type, null);
  }

  private Operation with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Operation(
        method, path, summary, List.copyOf(more), bodyType, body, status, answerType, answer);
  }

  /** As people name it: {@code POST /api/v1/score}. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
