package dev.nextword.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pieces of JSON Schema (2020-12, as OpenAPI 3.1 uses it). */
final class Schemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Schemas() {}

  static ObjectNode string() {
    return type("string");
  }

  /** Text of at most so many characters. */
  static ObjectNode string(int longest) {
    return string().put("maxLength", longest);
  }

  static ObjectNode bool() {
    return type("boolean");
  }

  static ObjectNode number() {
    return type("number");
  }

  static ObjectNode integer() {
    return type("integer");
  }

  static ObjectNode integer(int least, int most, int usual) {
    return integer().put("minimum", least).put("maximum", most).put("default", usual);
  }

  static ObjectNode list(ObjectNode items) {
    ObjectNode list = type("array");
    list.set("items", items);
    return list;
  }

  static ObjectNode list(ObjectNode items, int fewest, int most) {
    return list(items).put("minItems", fewest).put("maxItems", most);
  }

  /** An object with any names, whose values are all of one kind. */
  static ObjectNode map(ObjectNode values) {
    ObjectNode map = type("object");
    map.set("additionalProperties", values);
    return map;
  }

  /** The same, or null. */
  static ObjectNode nullable(ObjectNode schema) {
    ArrayNode types = JSON.arrayNode().add(schema.get("type")).add("null");
    ObjectNode nullable = schema.deepCopy();
    nullable.set("type", types);
    return nullable;
  }

  static ObjectNode described(ObjectNode schema, String description) {
    return schema.deepCopy().put("description", description);
  }

  /**
   * @param fields name, schema, name, schema ...; a name that ends in {@code ?} may be missing
   */
  static ObjectNode object(Object... fields) {
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (int i = 0; i < fields.length; i += 2) {
      String name = (String) fields[i];
      if (name.endsWith("?")) {
        name = name.substring(0, name.length() - 1);
      } else {
        required.add(name);
      }
      properties.set(name, (JsonNode) fields[i + 1]);
    }
    ObjectNode object = type("object");
    object.set("properties", properties);
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    return object;
  }

  private static ObjectNode type(String type) {
    return JSON.objectNode().put("type", type);
  }
}
