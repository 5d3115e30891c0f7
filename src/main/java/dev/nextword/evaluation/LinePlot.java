package dev.nextword.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines with intervals as SVG, one panel beside the other: for curves that are to be seen without a
 * browser's help. Each line has a colour, a marker's shape and its name, so that it is known
 * without its colour, too.
 */
public final class LinePlot {
  private static final int WIDTH = 470;
  private static final int HEIGHT = 342;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 52;
  private static final int BOTTOM = 72;
  private static final int CAPTION = 30;

  /** Width of a digit, about. */
  private static final double DIGIT = 7;

  /** Told apart by people with any kind of colour vision (Okabe and Ito 2008). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000");

  /**
   * A line.
   *
   * @param name in the legend
   * @param x by point, rising
   * @param y by point; low and high ends of the interval are equal to it where there is none
   * @param dashed without markers, for a line to compare with
   */
  public record Line(String name, double[] x, Estimate[] y, boolean dashed) {}

  /**
   * Axes and lines.
   *
   * @param horizontal what the horizontal axis shows
   * @param upright what the upright axis shows
   * @param x the horizontal axis
   * @param y the upright axis; where it is logarithmic, values not above 0 are left out
   */
  public record Panel(
      String title, String horizontal, String upright, PlotAxis x, PlotAxis y, List<Line> lines) {
    public Panel {
      lines = List.copyOf(lines);
    }

    /** A panel of shares, 0 to 100 %. */
    public static Panel ofShares(
        String title, String horizontal, String upright, List<Line> lines) {
      return new Panel(title, horizontal, upright, fromZero(lines), PlotAxis.ofShares(), lines);
    }

    /** A panel with a logarithmic upright axis, as long as its values need. */
    public static Panel logarithmic(
        String title, String horizontal, String upright, List<Line> lines) {
      return new Panel(
          title, horizontal, upright, fromZero(lines), PlotAxis.logarithmic(values(lines)), lines);
    }

    /**
     * A panel that shows how one thing grows with another: both axes are logarithmic, so that twice
     * as much for twice as much is the same slope everywhere. All x are above 0.
     */
    public static Panel ofGrowth(
        String title, String horizontal, String upright, List<Line> lines) {
      PlotAxis x =
          PlotAxis.logarithmicAt(
              lines.stream().flatMapToDouble(line -> DoubleStream.of(line.x())).toArray());
      return new Panel(title, horizontal, upright, x, PlotAxis.logarithmic(values(lines)), lines);
    }

    private static PlotAxis fromZero(List<Line> lines) {
      return PlotAxis.fromZero(
          lines.stream().mapToDouble(line -> line.x()[line.x().length - 1]).max().orElse(1));
    }

    private static double[] values(List<Line> lines) {
      return lines.stream()
          .flatMap(line -> Stream.of(line.y()))
          .mapToDouble(Estimate::value)
          .toArray();
    }
  }

  private final StringBuilder svg = new StringBuilder();

  private LinePlot() {}

  /** Draws panels beside each other, at most so many in a row. */
  public static String svg(List<Panel> panels, int columns) {
    return svg(panels, columns, "");
  }

  /** As above, with a line of text below them all. */
  public static String svg(List<Panel> panels, int columns, String caption) {
    int across = Math.min(columns, panels.size());
    int down = (panels.size() + columns - 1) / columns;
    int width = across * WIDTH;
    int height = down * HEIGHT + (caption.isEmpty() ? 0 : CAPTION);
    LinePlot plot = new LinePlot();
    plot.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        width, height, width, height);
    plot.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    for (int i = 0; i < panels.size(); i++) {
      plot.add("<g transform=\"translate(%d %d)\">%n", i % columns * WIDTH, i / columns * HEIGHT);
      plot.draw(panels.get(i));
      plot.add("</g>%n");
    }
    if (!caption.isEmpty()) {
      plot.text(width / 2.0, height - 12, "middle", "fill=\"#555\" font-size=\"11\"", caption);
    }
    plot.add("</svg>%n");
    return plot.svg.toString();
  }

  private void draw(Panel panel) {
    text(LEFT, TOP - 30, "start", "font-weight=\"bold\"", panel.title());
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 34, "middle", "", panel.horizontal());
    text(LEFT, TOP - 13, "start", "fill=\"#555\" font-size=\"11\"", panel.upright());
    for (PlotAxis.Tick tick : panel.y().ticks()) {
      double at = y(panel, tick.value());
      add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, at, WIDTH - RIGHT);
      text(LEFT - 6, at + 4, "end", "fill=\"#555\"", tick.label());
    }
    for (PlotAxis.Tick tick : panel.x().ticks()) {
      // a long label at the end must not leave the panel
      double at = Math.min(x(panel, tick.value()), WIDTH - 2 - tick.label().length() * DIGIT / 2);
      text(at, HEIGHT - BOTTOM + 16, "middle", "fill=\"#555\"", tick.label());
    }
    for (int i = 0; i < panel.lines().size(); i++) {
      draw(panel, i);
    }
  }

  private static double x(Panel panel, double x) {
    return LEFT + panel.x().share(x) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Panel panel, double y) {
    return HEIGHT - BOTTOM - panel.y().share(y) * (HEIGHT - TOP - BOTTOM);
  }

  private void draw(Panel panel, int index) {
    Line line = panel.lines().get(index);
    String colour = line.dashed() ? "#888888" : COLOURS.get(index % COLOURS.size());
    StringBuilder path = new StringBuilder();
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    StringBuilder markers = new StringBuilder();
    for (int i = 0; i < line.x().length; i++) {
      Estimate y = line.y()[i];
      if (panel.y().logarithmic() && !(y.low() > 0)) {
        continue;
      }
      double x = x(panel, line.x()[i]);
      path.append(point(path.isEmpty() ? 'M' : 'L', x, y(panel, y.value())));
      upper.append(point(upper.isEmpty() ? 'M' : 'L', x, y(panel, y.high())));
      lower.insert(0, point('L', x, y(panel, y.low())));
      markers.append(marker(index, x, y(panel, y.value()), colour));
    }
    if (path.isEmpty()) {
      return;
    }
    if (!line.dashed()) {
      add("<path d=\"%s%sZ\" fill=\"%s\" fill-opacity=\"0.15\"/>%n", upper, lower, colour);
      add("%s", markers);
    }
    add(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"%s/>%n",
        path, colour, line.dashed() ? " stroke-dasharray=\"5 4\"" : "");
    // the legend, below the axis, four entries a row
    double x = LEFT + index % 4 * 98.0;
    double y = HEIGHT - BOTTOM + 50 + index / 4 * 15.0;
    add(
        "<path d=\"M%.1f %.1fh16\" stroke=\"%s\" stroke-width=\"1.6\"%s/>%n",
        x, y - 4, colour, line.dashed() ? " stroke-dasharray=\"5 4\"" : "");
    if (!line.dashed()) {
      add("%s", marker(index, x + 8, y - 4, colour));
    }
    text(x + 20, y, "start", "font-size=\"11\"", line.name());
  }

  private static String point(char command, double x, double y) {
    return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
  }

  /** A circle, a square, a triangle or a diamond. */
  private static String marker(int index, double x, double y, String colour) {
    String path =
        switch (index % 4) {
          case 0 -> "m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0";
          case 1 -> "m-3 -3h6v6h-6z";
          case 2 -> "m0 -4l3.6 6.4h-7.2z";
          default -> "m0 -4l4 4l-4 4l-4 -4z";
        };
    return String.format(
        Locale.ROOT, "<path d=\"M%.1f %.1f%s\" fill=\"%s\"/>%n", x, y, path, colour);
  }

  private void text(double x, double y, String anchor, String style, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
        x, y, anchor, style, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values).replace("\r", ""));
  }
}
