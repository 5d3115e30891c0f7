package dev.nextword.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
   * @param logarithmic whether the upright axis is; values not above 0 are left out then
   * @param lowest of the upright axis, where it is not logarithmic
   * @param highest of the upright axis, where it is not logarithmic
   */
  public record Panel(
      String title,
      String horizontal,
      String upright,
      boolean logarithmic,
      double lowest,
      double highest,
      List<Line> lines) {
    public Panel {
      lines = List.copyOf(lines);
    }

    /** A panel of shares, 0 to 100 %. */
    public static Panel ofShares(
        String title, String horizontal, String upright, List<Line> lines) {
      return new Panel(title, horizontal, upright, false, 0, 1, lines);
    }

    /** A panel with a logarithmic upright axis, as long as its values need. */
    public static Panel logarithmic(
        String title, String horizontal, String upright, List<Line> lines) {
      double low = Double.MAX_VALUE;
      double high = Double.MIN_NORMAL;
      for (Line line : lines) {
        for (Estimate y : line.y()) {
          if (y.value() > 0) {
            low = Math.min(low, y.value());
            high = Math.max(high, y.value());
          }
        }
      }
      low = Math.pow(10, Math.floor(Math.log10(Math.min(low, high))));
      high = Math.pow(10, Math.ceil(Math.log10(high)));
      return new Panel(title, horizontal, upright, true, low, high > low ? high : 10 * low, lines);
    }

    private double share(double y) {
      return logarithmic
          ? Math.log(y / lowest) / Math.log(highest / lowest)
          : (y - lowest) / (highest - lowest);
    }
  }

  private final StringBuilder svg = new StringBuilder();

  private LinePlot() {}

  /** Draws panels beside each other, at most so many in a row. */
  public static String svg(List<Panel> panels, int columns) {
    int across = Math.min(columns, panels.size());
    int down = (panels.size() + columns - 1) / columns;
    LinePlot plot = new LinePlot();
    plot.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        across * WIDTH, down * HEIGHT, across * WIDTH, down * HEIGHT);
    plot.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    for (int i = 0; i < panels.size(); i++) {
      plot.add("<g transform=\"translate(%d %d)\">%n", i % columns * WIDTH, i / columns * HEIGHT);
      plot.draw(panels.get(i));
      plot.add("</g>%n");
    }
    plot.add("</svg>%n");
    return plot.svg.toString();
  }

  private void draw(Panel panel) {
    double longest =
        panel.lines().stream().mapToDouble(line -> line.x()[line.x().length - 1]).max().orElse(1);
    Scale scale = new Scale(panel, longest > 0 ? longest : 1);
    text(LEFT, TOP - 30, "start", "font-weight=\"bold\"", panel.title());
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 34, "middle", "", panel.horizontal());
    text(LEFT, TOP - 13, "start", "fill=\"#555\" font-size=\"11\"", panel.upright());
    for (double y : ticks(panel)) {
      double at = scale.y(y);
      add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, at, WIDTH - RIGHT);
      String label =
          panel.logarithmic() ? String.format(Locale.ROOT, "%.0e", y) : Math.round(100 * y) + " %";
      text(LEFT - 6, at + 4, "end", "fill=\"#555\"", label);
    }
    for (double x = 0; x <= longest; x += longest > 50 ? 20 : longest > 12 ? 5 : 1) {
      text(scale.x(x), HEIGHT - BOTTOM + 16, "middle", "fill=\"#555\"", "" + Math.round(x));
    }
    for (int i = 0; i < panel.lines().size(); i++) {
      draw(panel.lines().get(i), i, scale);
    }
  }

  private static List<Double> ticks(Panel panel) {
    List<Double> ticks = new ArrayList<>();
    if (panel.logarithmic()) {
      int decades = (int) Math.round(Math.log10(panel.highest() / panel.lowest()));
      for (int i = 0; i <= decades; i += 1 + decades / 8) {
        ticks.add(panel.lowest() * Math.pow(10, i));
      }
    } else {
      for (int i = 0; i <= 5; i++) {
        ticks.add(panel.lowest() + i * (panel.highest() - panel.lowest()) / 5);
      }
    }
    return ticks;
  }

  private void draw(Line line, int index, Scale scale) {
    String colour = line.dashed() ? "#888888" : COLOURS.get(index % COLOURS.size());
    StringBuilder path = new StringBuilder();
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    StringBuilder markers = new StringBuilder();
    for (int i = 0; i < line.x().length; i++) {
      Estimate y = line.y()[i];
      if (scale.panel.logarithmic() && !(y.low() > 0)) {
        continue;
      }
      double x = scale.x(line.x()[i]);
      path.append(point(path.isEmpty() ? 'M' : 'L', x, scale.y(y.value())));
      upper.append(point(upper.isEmpty() ? 'M' : 'L', x, scale.y(y.high())));
      lower.insert(0, point('L', x, scale.y(y.low())));
      markers.append(marker(index, x, scale.y(y.value()), colour));
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

  private record Scale(Panel panel, double longest) {
    double x(double x) {
      return LEFT + x / longest * (WIDTH - LEFT - RIGHT);
    }

    double y(double y) {
      double share = Math.max(0, Math.min(1, panel.share(y)));
      return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
  }
}
