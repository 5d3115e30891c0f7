package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.model.ModelCard.CurvePoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private final Diagnosis diagnosis = new Diagnosis(1, 500_000);

  @Test
  void aHealthyTrainingIsNotTalkedAbout() {
    List<CurvePoint> curve = List.of(point(0.5, 5, 5.1), point(1, 4.5, 4.8), point(1.5, 4.2, 4.7));
    assertEquals(List.of(), diagnosis.of(progress(1.2, 0.4), curve, gradient(0.9)));
    assertEquals(List.of(), diagnosis.of(null, List.of(), List.of()));
    assertNull(Diagnosis.ofText(100_000));
  }

  @Test
  void littleTextIsSaid() {
    String little = Diagnosis.ofText(3_192);
    assertNotNull(little);
    assertTrue(little.contains("3,192"), little);
  }

  @Test
  void explodingIsClippedAlmostAlwaysAndByMuch() {
    String note = only(diagnosis.of(progress(57, 0.97), List.of(), List.of()));
    assertTrue(note.contains("97 of 100") && note.contains("57.0"), note);
    assertEquals(List.of(), diagnosis.of(progress(57, 0.2), List.of(), List.of()));
    assertEquals(List.of(), diagnosis.of(progress(3, 0.97), List.of(), List.of()));
  }

  @Test
  void vanishingIsAThousandthAtTwentyWords() {
    String note = only(diagnosis.of(null, List.of(), gradient(0.5)));
    assertTrue(note.contains("20 words back"), note);
    assertEquals(List.of(), diagnosis.of(null, List.of(), gradient(0.8)));
    assertEquals(List.of(), diagnosis.of(null, List.of(), List.of(1.0, 0.0)), "too short to tell");
  }

  @Test
  void overfittingIsValidationThatRisesWhileTrainingFalls() {
    List<CurvePoint> curve = List.of(point(1, 4, 4.5), point(2, 3, 4.2), point(3, 2, 4.6));
    String note = only(diagnosis.of(null, curve, List.of()));
    assertTrue(note.contains("epoch 2.0"), note);
    List<CurvePoint> stalled = List.of(point(1, 4, 4.5), point(2, 3, 4.2), point(3, 3.2, 4.6));
    assertEquals(List.of(), diagnosis.of(null, stalled, List.of()));
  }

  private static String only(List<String> notes) {
    assertEquals(1, notes.size(), notes.toString());
    return notes.get(0);
  }

  private static CurvePoint point(double epoch, double training, double validation) {
    return new CurvePoint(epoch, training, validation, 0.001, 1);
  }

  private static List<Double> gradient(double factor) {
    return Stream.iterate(1.0, norm -> norm * factor).limit(40).toList();
  }

  private static Progress progress(double norm, double clipped) {
    return new Progress(
        "rnn",
        Progress.PROGRESS,
        10,
        100,
        0.1,
        4.0,
        900.0,
        5.0,
        0.01,
        norm,
        clipped,
        null,
        null,
        null);
  }
}
