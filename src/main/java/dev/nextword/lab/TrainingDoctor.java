package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.model.ModelCard.CurvePoint;
import dev.nextword.training.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Doctor}'s look at the training of a language model, from its record: what {@link
 * Diagnosis} finds while it runs, and what only the whole course shows, with the remedies.
 */
public final class TrainingDoctor {
  /** What trainings clip at, unless somebody says otherwise. */
  private static final double USUAL_CLIP = 1;

  /** Of the first loss: who gains less than this in so many measurements does not learn. */
  private static final double LITTLE = 0.01;

  private static final int ENOUGH = 4;

  private TrainingDoctor() {}

  /**
   * @param training as the API shows it, with {@code cells}
   */
  public static Doctor.Findings read(JsonNode training) {
    List<Sign> signs = new ArrayList<>();
    int measurements = 0;
    List<String> cells = new ArrayList<>();
    for (Map.Entry<String, JsonNode> cell : training.path("cells").properties()) {
      List<CurvePoint> curve = curve(cell.getValue());
      measurements += curve.size();
      cells.add(cell.getKey());
      signs.addAll(ofCell(cell.getKey(), cell.getValue(), curve, training));
    }
    return new Doctor.Findings(
        List.copyOf(signs),
        signs.isEmpty(),
        measurements + " measurements of " + String.join(", ", cells));
  }

  private static List<Sign> ofCell(
      String cell, JsonNode log, List<CurvePoint> curve, JsonNode training) {
    List<Sign> signs = new ArrayList<>();
    Diagnosis diagnosis =
        new Diagnosis(USUAL_CLIP, training.path("text").path("words").asLong(Long.MAX_VALUE));
    for (Diagnosis.Finding finding :
        diagnosis.findings(
            number(log, "gradientNorm"), number(log, "clipped"), curve, byLag(log))) {
      signs.add(sign(cell, finding.sign(), finding.text()));
    }
    if (log.path("message").asText().contains("not finite")) {
      signs.add(sign(cell, Sign.NOT_FINITE, log.path("message").asText()));
    }
    if (curve.size() >= ENOUGH) {
      double first = curve.get(0).trainingLoss();
      double last = curve.get(curve.size() - 1).trainingLoss();
      if (!(first - last >= LITTLE * first)) {
        signs.add(
            sign(
                cell,
                Sign.STALLED,
                String.format(
                    Locale.ROOT,
                    "Learning crawls: the loss was %.3f nats a word at the first measurement and is"
                        + " %.3f after %d more.",
                    first,
                    last,
                    curve.size() - 1)));
      }
    }
    return signs;
  }

  private static Sign sign(String cell, String sign, String text) {
    List<Remedy> remedies =
        switch (sign) {
          case Sign.VANISHING -> Remedy.of(false, "lstm", "gru", "orthogonal");
          case Sign.STALLED -> Remedy.of(false, "lstm", "gru");
          case Sign.OVERFITTING -> List.of();
          default -> Remedy.of(false, "clip", "slower");
        };
    return new Sign(sign, 1, cell.toUpperCase(Locale.ROOT) + ": " + text, Map.of(), remedies);
  }

  private static @Nullable Double number(JsonNode log, String field) {
    return log.path(field).isNumber() ? log.get(field).asDouble() : null;
  }

  private static List<Double> byLag(JsonNode log) {
    List<Double> norms = new ArrayList<>();
    log.path("gradientByLag").forEach(norm -> norms.add(norm.asDouble()));
    return norms;
  }

  private static List<CurvePoint> curve(JsonNode log) {
    List<CurvePoint> curve = new ArrayList<>();
    for (JsonNode point : log.path("curve")) {
      curve.add(
          new CurvePoint(
              point.path("epoch").asDouble(),
              point.path("trainingLoss").asDouble(),
              point.path("validationLoss").asDouble(),
              0, // neither the rate nor the time is asked after
              0));
    }
    return curve;
  }
}
