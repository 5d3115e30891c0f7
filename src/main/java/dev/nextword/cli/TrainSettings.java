package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays a settings file over the defaults, and flags over both. */
final class TrainSettings {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** Settings that each cell has its own value of, and their flags. */
  private static final Map<String, String> BY_CELL =
      Map.of(
          "dropout", "dropout", "learningRate", "learning-rate", "answerWeight", "answer-weight");

  private static final ObjectNode DEFAULTS = JSON.valueToTree(TrainOptions.DEFAULTS);

  private TrainSettings() {}

  /** As {@link #merge(Map, Path, Map)} over the defaults alone. */
  static TrainOptions merge(@Nullable Path file, Map<String, Object> flags) {
    return merge(Map.of(), file, flags);
  }

  /**
   * @param beneath settings that take the place of their defaults
   * @param file a JSON object with any of the settings, or null
   * @param flags any of the settings, as given
   * @throws IllegalArgumentException naming the file or the setting that is wrong
   */
  static TrainOptions merge(
      Map<String, Object> beneath, @Nullable Path file, Map<String, Object> flags) {
    ObjectNode settings = JSON.valueToTree(TrainOptions.DEFAULTS);
    overlay(settings, JSON.valueToTree(beneath), "");
    if (file != null) {
      overlay(settings, read(file), file + ": ");
    }
    overlay(settings, JSON.valueToTree(flags), "");
    try {
      return JSON.treeToValue(settings, TrainOptions.class);
    } catch (JsonProcessingException e) {
      String where = file == null ? "" : file + ": ";
      throw new IllegalArgumentException(where + problem(e, settings), e);
    }
  }

  private static String problem(JsonProcessingException e, ObjectNode settings) {
    if (e.getCause() instanceof IllegalArgumentException outOfRange) {
      return outOfRange.getMessage();
    }
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return e.getOriginalMessage();
    }
    String name = mapping.getPath().get(0).getFieldName();
    JsonNode wanted = DEFAULTS.get(name);
    String kind =
        wanted.isInt() || wanted.isLong()
            ? "a whole number"
            : wanted.isNumber()
                ? "a number"
                : wanted.isBoolean()
                    ? "true or false"
                    : wanted.isTextual()
                        ? "a text"
                        : wanted.isArray() ? "a list of texts" : "a number for each cell";
    return "the setting " + name + " must be " + kind + ", not " + settings.get(name);
  }

  /** All settings by name, to be kept with a training. */
  static Map<String, Object> byName(TrainOptions options) {
    return JSON.convertValue(options, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /**
   * What a settings file or flags say against the settings of a training that is to go on, each
   * like {@code --hidden is 16 there, not 32}.
   *
   * @param then the training's settings, {@linkplain #byName by name}
   * @param beneath a preset that is asked for now
   */
  static List<String> contradictions(
      Map<String, Object> then,
      Map<String, Object> beneath,
      @Nullable Path file,
      Map<String, Object> flags) {
    ObjectNode before = JSON.valueToTree(merge(then, null, Map.of()));
    Map<String, Object> wished = new LinkedHashMap<>(then);
    wished.putAll(beneath);
    ObjectNode now = JSON.valueToTree(merge(wished, file, flags));
    List<String> found = new ArrayList<>();
    before
        .properties()
        .forEach(
            setting -> {
              String name = setting.getKey();
              JsonNode wanted = now.get(name);
              if (name.equals("woven") && !wanted.equals(setting.getValue())) {
                found.add(
                    "--no-woven is " + (wanted.asBoolean() ? "given" : "not given") + " there");
              } else if (!wanted.equals(setting.getValue())) {
                found.add(
                    "--%s is %s there, not %s"
                        .formatted(
                            BY_CELL.getOrDefault(name, name),
                            asFlag(setting.getValue()),
                            asFlag(wanted)));
              }
            });
    return found;
  }

  /** A setting's default as a flag would give it, or null where there is no such setting. */
  static @Nullable String defaultOf(String flag) {
    String setting =
        BY_CELL.entrySet().stream()
            .filter(entry -> entry.getValue().equals(flag))
            .map(Map.Entry::getKey)
            .findAny()
            .orElse(flag);
    JsonNode value = DEFAULTS.get(setting);
    return value == null ? null : asFlag(value);
  }

  private static String asFlag(JsonNode value) {
    StringJoiner list = new StringJoiner(",");
    if (value.isObject()) {
      value.properties().forEach(e -> list.add(e.getKey() + "=" + text(e.getValue())));
    } else if (value.isArray()) {
      value.forEach(item -> list.add(text(item)));
    } else {
      list.add(text(value));
    }
    return list.toString();
  }

  private static String text(JsonNode value) {
    return value.isDouble()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText();
  }

  /**
   * @param flag with its dashes, for the message
   * @param parts one number for all cells, or {@code rnn=0.001}, {@code lstm=0.002}
   */
  static Object byCell(String flag, List<String> parts) {
    ObjectNode values = JSON.createObjectNode();
    for (String part : parts) {
      int equals = part.indexOf('=');
      try {
        double value = Double.parseDouble(part.substring(equals + 1));
        List<String> cells =
            equals < 0 ? TrainOptions.CELLS : List.of(part.substring(0, equals).strip());
        if (!TrainOptions.CELLS.containsAll(cells)) {
          throw new IllegalArgumentException(
              "%s: no cell is called \"%s\"; there are %s"
                  .formatted(flag, cells.get(0), String.join(", ", TrainOptions.CELLS)));
        }
        cells.forEach(cell -> values.put(cell, value));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            flag + " " + part + " is neither a number nor like lstm=0.002", e);
      }
    }
    return values;
  }

  private static ObjectNode read(Path file) {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(file + ": not a JSON object of settings");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e, e);
    }
  }

  private static void overlay(ObjectNode settings, ObjectNode over, String where) {
    over.properties()
        .forEach(
            e -> {
              JsonNode before = settings.get(e.getKey());
              if (before == null) {
                throw new IllegalArgumentException(
                    where
                        + "no setting is called \""
                        + e.getKey()
                        + "\"; there are "
                        + String.join(", ", names(settings)));
              }
              if (BY_CELL.containsKey(e.getKey()) && e.getValue() instanceof ObjectNode cells) {
                ((ObjectNode) before).setAll(cells); // a value for one cell leaves the others
              } else if (BY_CELL.containsKey(e.getKey()) && e.getValue().isNumber()) {
                TrainOptions.CELLS.forEach(c -> ((ObjectNode) before).set(c, e.getValue()));
              } else {
                settings.set(e.getKey(), e.getValue());
              }
            });
  }

  private static TreeSet<String> names(ObjectNode settings) {
    TreeSet<String> names = new TreeSet<>();
    settings.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
