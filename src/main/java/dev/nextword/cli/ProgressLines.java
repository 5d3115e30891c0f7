package dev.nextword.cli;

import dev.nextword.training.PretokenizedFigures;
import dev.nextword.training.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A training for the eye: on a terminal one bar for each cell, redrawn in place; elsewhere one line
 * a minute for each; with {@code --json} every line of progress as it comes.
 */
final class ProgressLines {
  private static final int BAR = 24;
  private static final long SECONDS_BETWEEN_LINES = 60;

  /** What comes again and again; the rest is news and is always printed. */
  private static final Set<String> REPEATED = Set.of(Progress.PROGRESS, Progress.VALIDATED);

  private final Output output;
  private final boolean terminal = System.console() != null;
  private final Map<String, Progress> newest = new LinkedHashMap<>();
  private final Map<String, Long> printed = new LinkedHashMap<>();
  private int drawn;

  ProgressLines(Output output) {
    this.output = output;
  }

  void accept(Progress progress) {
    if (output.isJson()) {
      output.out().println(Output.line(progress));
      output.out().flush();
      return;
    }
    Progress before = newest.get(progress.cell());
    newest.put(progress.cell(), before == null ? progress : progress.over(before));
    if (terminal) {
      draw();
    } else {
      long now = System.nanoTime() / 1_000_000_000L;
      boolean due =
          now - printed.getOrDefault(progress.cell(), Long.MIN_VALUE / 2) >= SECONDS_BETWEEN_LINES;
      if (due || !REPEATED.contains(progress.event())) {
        printed.put(progress.cell(), now);
        output.err().println(line(newest.get(progress.cell())));
        output.err().flush();
      }
    }
  }

  void end() {
    if (output.isJson()) {
      return;
    }
    if (terminal) {
      draw();
    }
    printFigures();
  }

  /** The result of a training on text in tokens, on stdout. */
  private void printFigures() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("cell", "validation perplexity", "test perplexity", "test tokens"));
    for (Progress p : newest.values()) {
      PretokenizedFigures figures = p.evaluation();
      if (figures != null) {
        rows.add(
            List.of(
                p.cell(),
                String.format(Locale.ROOT, "%.2f", figures.validationPerplexity()),
                String.format(Locale.ROOT, "%.2f", figures.perplexity()),
                String.format(Locale.ROOT, "%,d", figures.tokens())));
      }
    }
    if (rows.size() > 1) {
      output.printTable(rows);
      output.out().flush();
    }
  }

  private void draw() {
    StringBuilder screen = new StringBuilder();
    if (drawn > 0) {
      screen.append("\033[").append(drawn).append('A'); // back to the first bar
    }
    newest.values().forEach(p -> screen.append("\r\033[K").append(line(p)).append('\n'));
    drawn = newest.size();
    output.err().print(screen);
    output.err().flush();
  }

  static String line(Progress p) {
    double share = p.updates() == 0 ? 0 : (double) p.update() / p.updates();
    int full = (int) Math.round(share * BAR);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-4s ", p.cell()));
    line.append("[").append("#".repeat(full)).append(".".repeat(BAR - full)).append("]");
    line.append(String.format(Locale.ROOT, " %3.0f %%", share * 100));
    line.append(String.format(Locale.ROOT, "  epoch %.2f", p.epoch()));
    if (p.loss() != null) {
      line.append(
          String.format(Locale.ROOT, "  loss %.3f  perplexity %.1f", p.loss(), Math.exp(p.loss())));
    }
    if (p.validationLoss() != null) {
      line.append(String.format(Locale.ROOT, "  on validation %.1f", Math.exp(p.validationLoss())));
    }
    if (p.wordsPerSecond() != null) {
      line.append(String.format(Locale.ROOT, "  %,.0f words/s", p.wordsPerSecond()));
    }
    switch (p.event()) {
      case Progress.FINISHED, Progress.EVALUATED -> line.append("  done");
      case Progress.FAILED -> line.append("  failed");
      default -> {
        if (p.secondsLeft() != null) {
          line.append("  ").append(duration(p.secondsLeft())).append(" left");
        }
      }
    }
    return line.toString();
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    return s >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60)
        : s >= 60 ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60) : s + " s";
  }
}
