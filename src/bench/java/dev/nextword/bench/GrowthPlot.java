package dev.nextword.bench;

import dev.nextword.bench.GrowthBenchmark.Need;
import dev.nextword.bench.GrowthBenchmark.Point;
import dev.nextword.evaluation.Estimate;
import dev.nextword.evaluation.LinePlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Time at the left, memory at the right; what they are measured against from top to bottom. */
final class GrowthPlot {
  private static final double MILLISECONDS = 1e3;

  private final List<LinePlot.Panel> panels = new ArrayList<>();

  /**
   * Time and memory against one size.
   *
   * @param points by size
   */
  void add(String title, String horizontal, List<Point> points) {
    panels.add(
        panel(title + ": time", horizontal, "milliseconds an update", points, GrowthPlot::time));
    panels.add(memory(title, horizontal, points));
  }

  /** Trainings side by side: the time of an update of all, by the number of them. */
  void addCores(List<Point> points) {
    String horizontal = "cores, a training on each";
    panels.add(
        panel(
            "Cores: time",
            horizontal,
            "milliseconds for each training to make an update",
            points,
            GrowthPlot::time));
    panels.add(memory("Cores", horizontal, points));
  }

  private static Estimate time(Need need) {
    return new Estimate(
        MILLISECONDS * need.seconds().median(),
        MILLISECONDS * need.seconds().low(),
        MILLISECONDS * need.seconds().high());
  }

  private static LinePlot.Panel memory(String title, String horizontal, List<Point> points) {
    return panel(
        title + ": memory",
        horizontal,
        "MB, at most",
        points,
        need -> Estimate.exactly(need.megabytes()));
  }

  private static LinePlot.Panel panel(
      String title,
      String horizontal,
      String upright,
      List<Point> points,
      Function<Need, Estimate> value) {
    double[] sizes = points.stream().mapToDouble(Point::size).toArray();
    Estimate[] ours = points.stream().map(Point::ours).map(value).toArray(Estimate[]::new);
    Estimate[] theirs = points.stream().map(Point::libtorch).map(value).toArray(Estimate[]::new);
    return LinePlot.Panel.ofGrowth(
        title,
        horizontal,
        upright,
        List.of(
            new LinePlot.Line("nextword", sizes, ours, false),
            new LinePlot.Line("libtorch, tuned", sizes, theirs, false)));
  }

  void write(Path file, String caption) throws IOException {
    Files.writeString(file, LinePlot.svg(panels, 2, caption));
  }
}
