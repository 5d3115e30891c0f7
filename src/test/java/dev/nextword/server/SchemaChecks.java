package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** As much of JSON Schema as the description of the API uses: values are checked, or made. */
final class SchemaChecks {
  /** A schema with another word would be checked by nobody. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "description",
          "default",
          "minimum",
          "maximum",
          "maxLength",
          "minItems",
          "maxItems");

  private SchemaChecks() {}

  /** Fails where a value is not what the schema says, or has a field that it does not name. */
  static void check(JsonNode schema, JsonNode value, String where) {
    schema.fieldNames().forEachRemaining(word -> assertTrue(KNOWN.contains(word), word));
    String type =
        value.isObject()
            ? "object"
            : value.isArray()
                ? "array"
                : value.isTextual()
                    ? "string"
                    : value.isBoolean()
                        ? "boolean"
                        : value.isNull() ? "null" : value.isIntegralNumber() ? "integer" : "number";
    Set<String> allowed =
        schema.get("type").isArray()
            ? Set.of(schema.at("/type/0").textValue(), schema.at("/type/1").textValue())
            : Set.of(schema.get("type").textValue());
    assertTrue(
        allowed.contains(type) || (type.equals("integer") && allowed.contains("number")),
        where + " is " + type + ", not " + allowed);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), where + "/" + i);
      }
    }
    if (value.isObject()) {
      checkFields(schema, value, where);
    }
  }

  private static void checkFields(JsonNode schema, JsonNode value, String where) {
    schema
        .path("required")
        .forEach(name -> assertTrue(value.has(name.textValue()), where + " has no " + name));
    if (!schema.has("properties") || schema.get("properties").isEmpty()) {
      if (schema.has("additionalProperties")) {
        value
            .properties()
            .forEach(e -> check(schema.get("additionalProperties"), e.getValue(), where + "/" + e));
      }
      return; // any object
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode known = schema.get("properties").get(field.getKey());
      assertTrue(known != null, where + " has " + field.getKey() + ", which is not described");
      check(known, field.getValue(), where + "/" + field.getKey());
    }
  }

  /** A small value that fits, with the fields that must be there. */
  static JsonNode example(JsonNode schema) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    assertTrue(schema.get("type").isTextual(), "an example of a type that may be null");
    switch (schema.get("type").textValue()) {
      case "object" -> {
        ObjectNode object = json.objectNode();
        schema
            .path("required")
            .forEach(
                name ->
                    object.set(
                        name.textValue(), example(schema.get("properties").get(name.textValue()))));
        return object;
      }
      case "array" -> {
        ArrayNode array = json.arrayNode();
        for (int i = 0; i < schema.path("minItems").asInt(); i++) {
          array.add(example(schema.get("items")));
        }
        return array;
      }
      case "integer" -> {
        return json.numberNode(schema.path("default").asInt(1));
      }
      case "boolean" -> {
        return json.booleanNode(false);
      }
      default -> {
        assertEquals("string", schema.get("type").textValue());
        return json.textNode("word");
      }
    }
  }
}
