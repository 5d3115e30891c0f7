package dev.nextword.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code card.json}: a {@link ModelCard} as JSON, indented, for people to read too. */
final class CardFile {
  static final String NAME = "card.json";

  private static final int MAX_BYTES = 4 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CardFile() {}

  static byte[] bytes(ModelCard card) {
    JsonNode tree = JSON.valueToTree(card);
    requireFinite(tree, "");
    try {
      return (JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a card that JSON can hold: " + e.getMessage(), e);
    }
  }

  /**
   * @throws ModelException if the file is missing, not JSON, not a card, or of a newer format
   */
  static ModelCard read(Path file) {
    try {
      JsonNode tree = JSON.readTree(BundleFiles.read(file, MAX_BYTES));
      if (!tree.isObject() || !tree.path("format").isInt()) {
        throw ModelException.of(file, "not a model card: it has no number \"format\"");
      }
      int format = tree.path("format").intValue();
      if (format > ModelCard.FORMAT) {
        throw ModelException.of(
            file,
            "format "
                + format
                + " is newer than the "
                + ModelCard.FORMAT
                + " that this program knows; use a newer nextword, or train the model again");
      }
      requirePlainNames(file, tree.path("files"));
      return JSON.treeToValue(tree, ModelCard.class);
    } catch (JsonProcessingException e) {
      String problem =
          e.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : e.getOriginalMessage();
      String place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw ModelException.of(file, "not a model card" + place + ": " + problem, e);
    } catch (IOException e) {
      throw BundleFiles.unreadable(file, e);
    }
  }

  /** The files are read, and written again, beside the card: a name must not lead elsewhere. */
  private static void requirePlainNames(Path file, JsonNode files) {
    for (var entry : files.properties()) {
      if (!entry.getKey().matches("[a-z0-9][a-z0-9-]*\\.[a-z0-9]+")
          || entry.getKey().equals(NAME)) {
        throw ModelException.of(file, "\"files\" names what is no file of a model");
      }
    }
  }

  /** JSON knows no NaN and no infinity; a card that holds one was made from a broken training. */
  private static void requireFinite(JsonNode node, String where) {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("the card's " + where + " is " + node.asText());
    }
    node.properties().forEach(e -> requireFinite(e.getValue(), where + "/" + e.getKey()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireFinite(node.get(i), where + "/" + i);
    }
  }
}
