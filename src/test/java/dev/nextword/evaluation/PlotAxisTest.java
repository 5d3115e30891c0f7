package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotAxisTest {
  private static List<String> labels(PlotAxis axis) {
    return axis.ticks().stream().map(PlotAxis.Tick::label).toList();
  }

  @Test
  void fewDecadesHaveSteps() {
    assertEquals(
        List.of("50", "100", "200", "500", "1,000", "2,000"),
        labels(PlotAxis.logarithmic(1_100, 60)));
    assertEquals(List.of("0.2", "0.5", "1", "2"), labels(PlotAxis.logarithmic(0.21, 2)));
    assertEquals(List.of("5", "10"), labels(PlotAxis.logarithmic(5, 5, 10)));
  }

  @Test
  void manyDecadesHaveNone() {
    assertEquals(List.of("1e-03", "0.01", "0.1", "1", "10"), labels(PlotAxis.logarithmic(1e-3, 5)));
    PlotAxis wide = PlotAxis.logarithmic(3e-20, 2);
    assertEquals(1e-20, wide.lowest());
    assertEquals(10, wide.highest());
    assertEquals("1e-20", labels(wide).get(0));
    assertEquals(8, wide.ticks().size()); // every third decade
  }

  /** Nothing above zero, or one value alone. */
  @Test
  void anAxisIsNeverEmpty() {
    assertEquals(List.of("1", "2", "5", "10"), labels(PlotAxis.logarithmic(0, -1)));
    assertEquals(List.of("2", "5"), labels(PlotAxis.logarithmic(3)));
    assertEquals(List.of("0"), labels(PlotAxis.fromZero(0)));
  }

  @Test
  void aLinearAxisHasRoundTicksAndHoldsItsValue() {
    assertEquals(List.of("0", "100", "200", "300", "400", "500"), labels(PlotAxis.upTo(431)));
    assertEquals(List.of("0", "1", "2", "3", "4", "5"), labels(PlotAxis.upTo(4.2)));
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8"), labels(PlotAxis.upTo(0.7)));
    assertEquals(List.of("0", "10", "20", "30", "40", "50", "60"), labels(PlotAxis.upTo(60)));
    assertEquals(0.5, PlotAxis.upTo(60).share(30), 1e-12);
    assertEquals(1, PlotAxis.upTo(0).highest());
  }

  @Test
  void aShareIsThatOfTheLogarithm() {
    PlotAxis axis = PlotAxis.logarithmicAt(1_000, 10, 100, 100);
    assertEquals(List.of("10", "100", "1,000"), labels(axis));
    assertEquals(0.5, axis.share(100), 1e-12);
    assertEquals(1, axis.share(5_000));
    assertEquals(0.25, PlotAxis.ofShares().share(0.25), 1e-12);
  }
}
