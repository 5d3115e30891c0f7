package dev.nextword.cli;

import dev.nextword.training.PretokenizedFigures;
import dev.nextword.training.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A training for the eye: on a terminal one bar for each cell, redrawn in place; elsewhere one line
 * a minute for each, the first when the speed means something; with {@code --json} every line of
 * progress as it comes.
 */
final class ProgressLines {
  private static final int BAR = 24;
  private static final long SECONDS_BETWEEN_LINES = 60;

  /** A training is slow at first, while Java compiles it. */
  private static final long SECONDS_TO_FIRST_LINE = 15;

  /** What comes again and again; the rest is news and is always printed. */
  private static final Set<String> REPEATED = Set.of(Progress.PROGRESS, Progress.VALIDATED);

  private final Output output;
  private final LongSupplier clock;
  private final boolean terminal = System.console() != null;
  private final Map<String, Progress> newest = new LinkedHashMap<>();
  private final Map<String, Long> due = new HashMap<>();

  /** Cells that had nothing left to do when they were resumed. */
  private final Set<String> finishedBefore = new HashSet<>();

  private int drawn;

  ProgressLines(Output output) {
    this(output, () -> System.nanoTime() / 1_000_000_000L);
  }

  /** With a clock of one's own, in seconds. */
  ProgressLines(Output output, LongSupplier clock) {
    this.output = output;
    this.clock = clock;
  }

  void accept(Progress progress) {
    if (output.isJson()) {
      output.out().println(Output.line(progress));
      output.out().flush();
      return;
    }
    Progress before = newest.get(progress.cell());
    newest.put(progress.cell(), before == null ? progress : progress.over(before));
    if (progress.event().equals(Progress.FINISHED)
        && before != null
        && before.event().equals(Progress.RESUMED)) {
      finishedBefore.add(progress.cell());
    }
    if (terminal) {
      draw();
    } else if (!progress.event().equals(Progress.EVALUATED)) { // its figures come at the end
      long now = clock.getAsLong();
      boolean repeated = REPEATED.contains(progress.event());
      if (!repeated || now >= due.getOrDefault(progress.cell(), now)) {
        due.put(progress.cell(), now + (repeated ? SECONDS_BETWEEN_LINES : SECONDS_TO_FIRST_LINE));
        output.err().println(lineOf(progress.cell()));
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
    newest.keySet().forEach(c -> screen.append("\r\033[K").append(lineOf(c)).append('\n'));
    drawn = newest.size();
    output.err().print(screen);
    output.err().flush();
  }

  private String lineOf(String cell) {
    return line(newest.get(cell), finishedBefore.contains(cell));
  }

  static String line(Progress p, boolean finishedBefore) {
    boolean done = p.event().equals(Progress.FINISHED) || p.event().equals(Progress.EVALUATED);
    double share = done ? 1 : p.updates() == 0 ? 0 : (double) p.update() / p.updates();
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
      line.append(String.format(Locale.ROOT, "  %,.0f tokens/s", p.wordsPerSecond()));
    }
    switch (p.event()) {
      case Progress.FINISHED, Progress.EVALUATED ->
          line.append("  ").append(finishedBefore ? "already finished" : ending(p));
      case Progress.RESUMED -> line.append("  resumed");
      case Progress.FAILED -> line.append("  failed");
      default -> {
        if (p.secondsLeft() != null) {
          line.append("  ").append(duration(p.secondsLeft())).append(" left");
        }
      }
    }
    if (p.message() != null && !p.event().equals(Progress.FAILED)) {
      line.append("  ").append(p.message());
    }
    return line.toString();
  }

  private static String ending(Progress p) {
    return p.update() < p.updates()
        ? String.format(
            Locale.ROOT,
            "done: validation no longer improves (epoch %.0f of %.0f)",
            Math.ceil(p.epoch()),
            p.epoch() * p.updates() / p.update())
        : "done";
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    return s >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60)
        : s >= 60 ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60) : s + " s";
  }
}
