package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a command writes to: results on one stream, everything else on the other. */
abstract sealed class Streams permits Output, JsonOutput {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The standard output. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For what is not the result: notes, warnings, progress. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** A value as indented JSON. */
  void printJson(Object value) {
    out().println(write(INDENTED, value));
  }

  /** A value as one line of JSON. */
  static String line(Object value) {
    return write(JSON, value);
  }

  private static String write(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + value.getClass(), e);
    }
  }
}
