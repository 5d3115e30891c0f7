package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mathematics of the figures, {@code web/js}, beside slow and plain Java. */
class PageModulesIT extends OpenPage {
  @Test
  void aShadeCoversHalfAPowerOfTenAndTheGreatestIsDarkest() {
    Random random = new Random(1);
    List<Double> values = new ArrayList<>(List.of(0.0, 1.0, 0.1, 1e-30));
    for (int i = 0; i < 200; i++) {
      values.add(Math.pow(10, -9 * random.nextDouble()));
    }
    List<?> shades = (List<?>) call("ramp.js", "values => m.logShades(values).shade", values);
    for (int i = 0; i < values.size(); i++) {
      int shade = 8;
      for (double from = Math.sqrt(0.1); shade > 0 && values.get(i) <= from * (1 + 1e-9); ) {
        shade--;
        from *= Math.sqrt(0.1);
      }
      assertEquals(shade, ((Number) shades.get(i)).intValue(), "of " + values.get(i));
    }
  }

  @Test
  void unitsAreSortedByMeanVarianceAndResponse() {
    Random random = new Random(2);
    int tokens = 7;
    int units = 40;
    List<List<Double>> values = new ArrayList<>();
    for (int t = 0; t < tokens; t++) {
      values.add(random.doubles(units).boxed().toList());
    }
    for (String by : List.of("mean", "variance", "response")) {
      Comparator<Integer> order = Comparator.comparingDouble(u -> -key(values, u, by, 3));
      List<Integer> expected = IntStream.range(0, units).boxed().sorted(order).toList();
      Object found =
          evaluate("gates.js", "([values, by]) => m.ordered(values, by, 3)", List.of(values, by));
      assertEquals(expected, found, by);
    }
  }

  private static double key(List<List<Double>> values, int unit, String by, int at) {
    double mean = values.stream().mapToDouble(row -> row.get(unit)).average().orElseThrow();
    return switch (by) {
      case "mean" -> mean;
      case "variance" ->
          values.stream()
              .mapToDouble(row -> Math.pow(row.get(unit) - mean, 2))
              .average()
              .orElseThrow();
      default -> Math.abs(values.get(at).get(unit) - mean);
    };
  }

  @Test
  void wordsAreCountedBackFromTheWordToCome() {
    List<Map<String, Object>> tokens =
        List.of(token("Oh", 0, 2), token(",", 2, 3), token("I", 4, 5), token("see", 6, 9));
    List<?> placed =
        (List<?>) evaluate("tokens.js", "tokens => m.placed(tokens, 'Oh, I see')", tokens);
    assertEquals(List.of(3, 2, 1, 0), placed.stream().map(t -> field(t, "steps")).toList());
    assertEquals(List.of(3, 2, 2, 1), placed.stream().map(t -> field(t, "words")).toList());
    assertEquals(
        List.of("Oh", ",", "I", "see"), placed.stream().map(t -> field(t, "shown")).toList());
  }

  @Test
  void labelsAreSpreadInOrderAndStayInside() {
    Random random = new Random(3);
    for (int run = 0; run < 50; run++) {
      List<Map<String, Object>> labels =
          random
              .doubles(5, 0, 100)
              .mapToObj(y -> Map.<String, Object>of("y", y, "was", y))
              .toList();
      List<?> spread =
          (List<?>) evaluate("scales.js", "labels => m.spread(labels, 15, 0, 100)", labels);
      List<?> byOrigin =
          spread.stream().sorted(Comparator.comparingDouble(l -> number(l, "was"))).toList();
      for (int i = 0; i < 5; i++) {
        double y = number(byOrigin.get(i), "y");
        assertTrue(y > -1e-9 && y < 100 + 1e-9, spread.toString());
        assertTrue(i == 0 || y - number(byOrigin.get(i - 1), "y") > 15 - 1e-9, spread.toString());
      }
    }
  }

  @Test
  void numbersAndFilesAreWritten() {
    assertEquals(
        List.of("1", "0.1", "0.01", "10⁻³", "10⁻¹²"),
        call("numbers.js", "values => m.power", List.of(0, -1, -2, -3, -12)));
    assertEquals(
        List.of("0", "0.013", "2.4 × 10⁻⁶", "12", "1"),
        call("numbers.js", "values => m.small", List.of(0, 0.0131, 2.43e-6, 12, 0.999)));
    assertEquals(
        "a,\"b\"\"c\",\"d,e\"\r\n1,,0.1\r\n",
        evaluate("save.js", "rows => m.csv([['a', 'b\"c', 'd,e'], [1, null, 0.1]])", null));
    assertEquals(
        List.of(1e-12, 10), evaluate("scales.js", "() => m.powersAround([0, 3, 1e-40], 13)", null));
  }

  private static Map<String, Object> token(String text, int start, int end) {
    return Map.of("text", text, "start", start, "end", end);
  }

  private static Object field(Object token, String name) {
    return ((Map<?, ?>) token).get(name);
  }

  private static double number(Object of, String name) {
    return ((Number) field(of, name)).doubleValue();
  }

  /** A function of one value, of each of these. */
  private List<?> call(String module, String function, List<?> values) {
    return (List<?>)
        evaluate(module, "values => values.map(v => (" + function + ")(values)(v))", values);
  }

  private Object evaluate(String module, String function, Object argument) {
    return page.evaluate(
        "async argument => { const m = await import('/js/%s'); return (%s)(argument); }"
            .formatted(module, function),
        argument);
  }
}
