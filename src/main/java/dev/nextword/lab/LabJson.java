package dev.nextword.lab;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How the lab writes JSON, which has no NaN and no infinity: they become null. Six digits: a figure
 * has no more pixels, and a run's log is a third as long.
 */
public final class LabJson {
  private static final MathContext SIX = new MathContext(6);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new Digits())
                  .addSerializer(Double.class, new Digits())
                  .addSerializer(double[].class, new ArrayDigits()))
          .build();

  private LabJson() {}

  /** As a tree. */
  public static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(line(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As one line of text. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #line} has written. */
  static JsonNode read(String line) throws JsonProcessingException {
    return MAPPER.readTree(line);
  }

  /** Reads what {@link #line} has written of a record. */
  static <T> T as(String line, Class<T> type) {
    try {
      return MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(double value, JsonGenerator json) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(new BigDecimal(value).round(SIX).doubleValue());
    }
  }

  private static final class Digits extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Digits() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write(value, json);
    }
  }

  private static final class ArrayDigits extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1L;

    ArrayDigits() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }
}
