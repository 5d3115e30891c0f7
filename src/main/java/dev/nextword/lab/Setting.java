package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a lab run: said once, and from this made are the check of requests, the options of
 * the commands, the API's description and what the page offers.
 *
 * @param name as in JSON, {@code learningRate}
 * @param type {@code choice}, {@code flag}, {@code integer} or {@code number}
 * @param initial what it is unless somebody says otherwise
 * @param least of a number, else null
 * @param most of a number, else null
 * @param choices of a choice, else empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Setting(
    String name,
    Type type,
    @JsonProperty("default") Object initial,
    @Nullable Double least,
    @Nullable Double most,
    List<String> choices,
    String description) {
  /** What kind of value it takes. */
  public enum Type {
    @JsonProperty("choice")
    CHOICE,
    @JsonProperty("flag")
    FLAG,
    @JsonProperty("integer")
    INTEGER,
    @JsonProperty("number")
    NUMBER
  }

  static Setting choice(String name, Labelled initial, Labelled[] all, String description) {
    return new Setting(
        name, Type.CHOICE, initial.label(), null, null, Labelled.labels(all), description);
  }

  static Setting flag(String name, String description) {
    return new Setting(name, Type.FLAG, false, null, null, List.of(), description);
  }

  static Setting integer(String name, int initial, int least, int most, String description) {
    return new Setting(
        name, Type.INTEGER, initial, (double) least, (double) most, List.of(), description);
  }

  static Setting number(
      String name, double initial, double least, double most, String description) {
    return new Setting(name, Type.NUMBER, initial, least, most, List.of(), description);
  }

  /** Such as {@code --learning-rate}. */
  public String option() {
    return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What can be had, for a message. */
  public String range() {
    return switch (type) {
      case CHOICE -> "one of " + String.join(", ", choices);
      case FLAG -> "true or false";
      case INTEGER -> String.format(Locale.ROOT, "a whole number from %.0f to %,.0f", least, most);
      case NUMBER ->
          String.format(Locale.ROOT, "a number from %s to %s", plain(least), plain(most));
    };
  }

  private static String plain(@Nullable Double value) {
    double number = value == null ? Double.NaN : value;
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /**
   * The value of this setting in a request.
   *
   * @throws SettingException if it is of another type, or out of range
   */
  private Object read(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return initial;
    }
    boolean fits =
        switch (type) {
          case CHOICE -> value.isTextual();
          case FLAG -> value.isBoolean();
          case INTEGER -> value.isIntegralNumber();
          case NUMBER -> value.isNumber();
        };
    if (!fits) {
      throw new SettingException("wrong_type", name, "Must be " + range() + ".");
    }
    boolean inside =
        switch (type) {
          case CHOICE -> choices.contains(value.textValue());
          case FLAG -> true;
          case INTEGER, NUMBER -> inside(value.doubleValue());
        };
    if (!inside) {
      throw new SettingException("bad_value", name, "Must be " + range() + ".");
    }
    return switch (type) {
      case CHOICE -> value.textValue();
      case FLAG -> value.booleanValue();
      case INTEGER -> value.intValue();
      case NUMBER -> value.doubleValue();
    };
  }

  private boolean inside(double value) {
    return least != null && most != null && value >= least && value <= most;
  }

  /** The values of a request, each checked; what it does not say has its initial value. */
  static final class Values {
    private final List<Setting> settings;
    private final JsonNode request;

    /**
     * @throws SettingException if the request has a field that is no setting
     */
    Values(List<Setting> settings, JsonNode request) {
      this.settings = settings;
      this.request = request;
      TreeSet<String> names = new TreeSet<>();
      settings.forEach(setting -> names.add(setting.name));
      request
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!names.contains(field)) {
                  throw new SettingException(
                      "unknown_field", "settings", "There are these settings: " + names + ".");
                }
              });
    }

    private Object value(String name) {
      return settings.stream()
          .filter(setting -> setting.name.equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name))
          .read(request.get(name));
    }

    int integer(String name) {
      return (Integer) value(name);
    }

    double number(String name) {
      return (Double) value(name);
    }

    boolean flag(String name) {
      return (Boolean) value(name);
    }

    <T extends Labelled> T choice(String name, T[] all) {
      Object label = value(name);
      return Arrays.stream(all)
          .filter(one -> one.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name));
    }
  }
}
