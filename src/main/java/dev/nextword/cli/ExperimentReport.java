package dev.nextword.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Estimate;
import dev.nextword.evaluation.LinePlot;
import dev.nextword.training.ExperimentResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The result of {@code experiment distance} as JSON, as a table and as a drawing. */
final class ExperimentReport {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new FourDigits())
                  .addSerializer(double.class, new FourDigits()))
          .build();

  private ExperimentReport() {}

  /** More digits than that nothing here has. */
  private static final class FourDigits extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
      out.writeNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
  }

  /** New lines down to a level; what lies deeper stands on one: a trial, a point of a curve. */
  private record Shallow(int levels) implements DefaultPrettyPrinter.Indenter {
    @Override
    public void writeIndentation(JsonGenerator out, int level) throws IOException {
      out.writeRaw(level <= levels ? "\n" + "  ".repeat(level) : "");
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  static String json(ExperimentResult result) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new Shallow(3));
    printer.indentArraysWith(new Shallow(5));
    try {
      return JSON.writer(printer).writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is not JSON", e);
    }
  }

  /** Accuracy in percent, a column a distance. */
  static List<List<String>> rows(ExperimentResult result) {
    List<List<String>> rows = new ArrayList<>();
    result
        .ngram()
        .forEach(
            (kind, ngram) -> {
              List<String> heading = new ArrayList<>(List.of(kind, "units", "parameters"));
              ngram.forEach(p -> heading.add(Integer.toString(p.distance())));
              rows.add(heading);
              List<String> chance = new ArrayList<>(List.of("chance", "", ""));
              ngram.forEach(p -> chance.add(String.format(Locale.ROOT, "%.0f", 100 * p.chance())));
              rows.add(chance);
              List<String> counted = new ArrayList<>(List.of("ngram", "", ""));
              ngram.forEach(p -> counted.add(percent(p.accuracy())));
              rows.add(counted);
              for (ExperimentResult.Curve curve : result.curves()) {
                List<String> row =
                    new ArrayList<>(
                        List.of(
                            curve.cell(),
                            Integer.toString(curve.hidden()),
                            String.format(Locale.ROOT, "%,d", curve.parameters())));
                points(curve, kind).forEach(p -> row.add(percent(p.accuracy())));
                rows.add(row);
              }
            });
    return rows;
  }

  /** For each kind and size: accuracy, and beside it the gradient that reaches the cue. */
  static String svg(ExperimentResult result) {
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (String kind : result.ngram().keySet()) {
      for (String size :
          List.of(ExperimentResult.EQUAL_HIDDEN, ExperimentResult.EQUAL_PARAMETERS)) {
        List<ExperimentResult.Curve> curves =
            result.curves().stream().filter(curve -> curve.size().equals(size)).toList();
        if (!curves.isEmpty()) {
          panels.add(accuracies(kind, size, curves, result.ngram().getOrDefault(kind, List.of())));
          panels.add(gradients(kind, size, curves));
        }
      }
    }
    return LinePlot.svg(panels, 2);
  }

  private static LinePlot.Panel accuracies(
      String kind,
      String size,
      List<ExperimentResult.Curve> curves,
      List<DistanceCurve.Point> ngram) {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (ExperimentResult.Curve curve : curves) {
      List<ExperimentResult.Point> points = points(curve, kind);
      lines.add(
          new LinePlot.Line(
              curve.cell(),
              distances(points),
              points.stream().map(ExperimentResult.Point::accuracy).toArray(Estimate[]::new),
              false));
    }
    double[] distances = ngram.stream().mapToDouble(DistanceCurve.Point::distance).toArray();
    lines.add(
        new LinePlot.Line(
            "n-gram",
            distances,
            ngram.stream().map(DistanceCurve.Point::accuracy).toArray(Estimate[]::new),
            false));
    lines.add(
        new LinePlot.Line(
            "chance",
            distances,
            ngram.stream().map(p -> Estimate.exactly(p.chance())).toArray(Estimate[]::new),
            true));
    return LinePlot.Panel.ofShares(
        kind + ", " + size,
        "words between cue and trigger",
        "right among the kind's answers, with 95 % intervals",
        lines);
  }

  private static LinePlot.Panel gradients(
      String kind, String size, List<ExperimentResult.Curve> curves) {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (ExperimentResult.Curve curve : curves) {
      lines.add(line(curve.cell(), curve, kind, ExperimentResult.Point::logOddsGradient, false));
    }
    curves.stream()
        .limit(1) // after the others, which keep the colours that they have beside it
        .map(c -> line(c.cell() + " before", c, kind, ExperimentResult.Point::gradientBefore, true))
        .forEach(lines::add);
    return LinePlot.Panel.logarithmic(
        kind + ", " + size,
        "words between cue and trigger",
        "norm of the gradient of the answer's log odds at the cue, median",
        lines);
  }

  private static LinePlot.Line line(
      String name,
      ExperimentResult.Curve curve,
      String kind,
      ToDoubleFunction<ExperimentResult.Point> norm,
      boolean dashed) {
    List<ExperimentResult.Point> points = points(curve, kind);
    return new LinePlot.Line(
        name,
        distances(points),
        points.stream()
            .map(point -> Estimate.exactly(norm.applyAsDouble(point)))
            .toArray(Estimate[]::new),
        dashed);
  }

  private static List<ExperimentResult.Point> points(ExperimentResult.Curve curve, String kind) {
    return curve.kinds().getOrDefault(kind, List.of());
  }

  private static double[] distances(List<ExperimentResult.Point> points) {
    return points.stream().mapToDouble(ExperimentResult.Point::distance).toArray();
  }

  private static String percent(Estimate share) {
    return String.format(
        Locale.ROOT,
        "%.0f [%.0f-%.0f]",
        100 * share.value(),
        100 * share.low(),
        100 * share.high());
  }
}
