package dev.nextword.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file as {@code experiment distance --json} writes it, with straight lines in place of results.
 */
final class MeasuredCurves {
  static final List<Integer> DISTANCES = List.of(0, 10, 20, 40);
  static final List<String> SIZES = List.of("equal hidden size", "equal number of parameters");

  private MeasuredCurves() {}

  static void write(Path file) throws IOException {
    List<Map<String, Object>> curves = new ArrayList<>();
    for (String size : SIZES) {
      curves.add(curve("rnn", size, 0.8, 0.02));
      curves.add(curve("gru", size, 0.9, 0.002));
      curves.add(curve("lstm", size, 0.85, 0.001));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("experiment", "distance");
    result.put("settings", Map.of("passages", 200, "seeds", List.of(1, 2), "updates", 3000));
    result.put("machine", "a machine");
    result.put("curves", curves);
    result.put("ngram", kinds(0.1, 0));
    new JsonMapper().writeValue(file.toFile(), result);
  }

  private static Map<String, Object> curve(String cell, String size, double near, double fall) {
    Map<String, Object> curve = new LinkedHashMap<>();
    curve.put("cell", cell);
    curve.put("size", size);
    curve.put("hidden", 128);
    curve.put("parameters", 1000);
    curve.put("tuning", Map.of("learningRate", 0.001));
    curve.put("kinds", kinds(near, fall));
    return curve;
  }

  private static Map<String, Object> kinds(double near, double fall) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (String kind : List.of("place-language", "subject-verb")) {
      List<Map<String, Object>> points = new ArrayList<>();
      for (int distance : DISTANCES) {
        double value = Math.max(0, near - fall * distance);
        points.add(
            Map.of(
                "distance",
                distance,
                "chance",
                0.03,
                "accuracy",
                Map.of(
                    "value", value,
                    "low", Math.max(0, value - 0.05),
                    "high", Math.min(1, value + 0.05))));
      }
      kinds.put(kind, points);
    }
    return kinds;
  }
}
