package dev.nextword.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LinePlotTest {
  private static LinePlot.Line line(String name, double... values) {
    Estimate[] y = new Estimate[values.length];
    double[] x = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      x[i] = 10 * i;
      y[i] = new Estimate(values[i], values[i] * 0.9, values[i] * 1.1);
    }
    return new LinePlot.Line(name, x, y, false);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void panelsAreWellFormedAndNamed() throws Exception {
    String svg =
        LinePlot.svg(
            List.of(
                LinePlot.Panel.ofShares("a < b", "words", "right", List.of(line("rnn", 1, 0.5))),
                LinePlot.Panel.logarithmic(
                    "c", "words", "norm", List.of(line("gru", 1e-3, 2), line("lstm", 1, 5)))),
            1);
    Document document = parse(svg);
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertEquals(2, document.getElementsByTagName("g").getLength());
    for (String text : List.of("a &lt; b", ">rnn<", ">gru<", ">lstm<", "100 %", "1e-03")) {
      assertTrue(svg.contains(text), text);
    }
  }

  @Test
  void aShareOfOneIsAtTheTopAndOfNoneAtTheBottom() throws Exception {
    String svg =
        LinePlot.svg(List.of(LinePlot.Panel.ofShares("", "", "", List.of(line("x", 1, 0)))), 1);
    assertTrue(svg.contains("d=\"M64.0 52.0L454.0 270.0\""), svg);
  }

  @Test
  void whatALogarithmCannotShowIsLeftOut() throws Exception {
    String svg =
        LinePlot.svg(
            List.of(LinePlot.Panel.logarithmic("", "", "", List.of(line("x", 0, 0.1, 1)))), 1);
    parse(svg);
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
  }

  /** With both axes logarithmic, y = x^2 is a straight line. */
  @Test
  void whatGrowsAsASquareIsAStraightLine() throws Exception {
    double[] x = {10, 20, 40};
    Estimate[] y = {Estimate.exactly(1), Estimate.exactly(4), Estimate.exactly(16)};
    String svg =
        LinePlot.svg(
            List.of(
                LinePlot.Panel.ofGrowth(
                    "", "", "", List.of(new LinePlot.Line("square", x, y, false)))),
            1,
            "which machine & when");
    parse(svg);
    assertTrue(svg.contains("which machine &amp; when"), svg);
    // 1 to 20: log(4) and log(16) of log(20), up from 270 to 52
    assertTrue(svg.contains("d=\"M64.0 270.0L259.0 169.1L454.0 68.2\""), svg);
    for (String label : List.of(">10<", ">20<", ">40<", ">1<", ">5<")) {
      assertTrue(svg.contains(label), label);
    }
  }
}
