package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.training.PretokenizedFigures;
import dev.nextword.training.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class ProgressLinesTest {
  /** A command with nothing but an output. */
  @CommandLine.Command(name = "probe")
  static final class Probe {
    @Mixin Output output;
  }

  private long seconds;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Off a terminal, as tests are. */
  private List<String> printed(Progress... progress) {
    Probe probe = new Probe();
    new CommandLine(probe).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    ProgressLines lines = new ProgressLines(probe.output, () -> seconds += 10);
    for (Progress p : progress) {
      lines.accept(p);
    }
    lines.end();
    return err.toString().lines().toList();
  }

  private static String line(Progress progress) {
    return ProgressLines.line(progress, false);
  }

  private static Progress progress(String event, long update, Double loss, Double left) {
    return new Progress(
        "gru", event, update, 200, 0.75, loss, 12_345.6, left, 0.002, 0.5, 0.1, 3.0, null, null);
  }

  @Test
  void aLineSaysHowFarHowGoodHowFastAndHowLong() {
    assertEquals(
        "gru  [############............]  50 %  epoch 0.75  loss 4.000  perplexity 54.6"
            + "  on validation 20.1  12,346 tokens/s  1 min 05 s left",
        line(progress(Progress.PROGRESS, 100, 4.0, 65.2)));
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    Progress started =
        new Progress(
            "lstm",
            Progress.STARTED,
            0,
            200,
            0,
            null,
            null,
            null,
            0.002,
            null,
            null,
            null,
            null,
            null);
    assertEquals("lstm [........................]   0 %  epoch 0.00", line(started));
  }

  @Test
  void anEndIsSaidInsteadOfTheTimeLeft() {
    String done = line(progress(Progress.FINISHED, 200, 4.0, 0.0));
    assertEquals("done", done.substring(done.lastIndexOf(' ') + 1));
    assertEquals("[########################] 100 %", done.substring(5, 37));
  }

  @Test
  void anEarlyEndIsExplained() {
    assertEquals(
        "gru  [########################] 100 %  epoch 0.75  on validation 20.1  12,346 tokens/s"
            + "  done: validation no longer improves (epoch 1 of 2)",
        line(progress(Progress.FINISHED, 100, null, null)));
  }

  @Test
  void theSpeedIsSaidSoonAndThenOnceAMinute() {
    List<Progress> all = new ArrayList<>(List.of(progress(Progress.RESUMED, 10, null, null)));
    for (int second = 10; second <= 150; second += 10) {
      all.add(progress(Progress.PROGRESS, second, (double) second, 9.0));
    }
    List<String> lines = printed(all.toArray(Progress[]::new));
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(lines.get(0).endsWith("resumed"), lines.get(0));
    assertTrue(lines.get(1).contains("loss 20.000"), lines.get(1));
    assertTrue(lines.get(2).contains("loss 80.000"), lines.get(2));
    assertTrue(lines.get(3).contains("loss 140.000"), lines.get(3));
  }

  @Test
  void whatWasFinishedBeforeSaysSo() {
    List<String> lines =
        printed(
            progress(Progress.RESUMED, 100, null, null),
            progress(Progress.FINISHED, 100, null, null));
    assertTrue(lines.get(1).endsWith("already finished"), lines.get(1));
  }

  @Test
  void theFiguresOfTextInTokensAreATableAndNoLine() {
    PretokenizedFigures figures = new PretokenizedFigures(81.25, 84.5, 0.05, 1_234);
    Progress evaluated =
        new Progress(
            "gru",
            Progress.EVALUATED,
            0,
            0,
            0,
            null,
            null,
            null,
            0,
            null,
            null,
            null,
            null,
            null,
            figures,
            null);
    assertEquals(1, printed(progress(Progress.FINISHED, 200, 3.0, null), evaluated).size());
    assertTrue(out.toString().contains("84.50"), out.toString());
    assertTrue(out.toString().contains("81.25"), out.toString());
  }

  @Test
  void aFailureKeepsWhereTheTrainingStood() {
    Progress before = progress(Progress.PROGRESS, 100, 4.0, 65.0);
    String line = line(Progress.failed("gru", "it exploded").over(before));
    assertEquals(
        "gru  [############............]  50 %  epoch 0.75  loss 4.000  perplexity 54.6"
            + "  on validation 20.1  12,346 tokens/s  failed",
        line);
  }

  @Test
  void durationsAreReadAtAGlance() {
    assertEquals(
        List.of("0 s", "59 s", "1 min 00 s", "59 min 59 s", "1 h 00 min", "27 h 46 min"),
        List.of(0.2, 59.4, 60.0, 3599.0, 3600.0, 1e5).stream()
            .map(ProgressLines::duration)
            .toList());
  }
}
