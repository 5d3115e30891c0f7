package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A choice with a name that is the same in commands, files, the API and the page. */
interface Labelled {
  String name();

  /** Such as {@code leaky-relu}. */
  @JsonValue
  default String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> labels(Labelled[] values) {
    return Arrays.stream(values).map(Labelled::label).toList();
  }
}
