package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nextword.training.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static Progress progress(String event, long update, Double loss, Double left) {
    return new Progress(
        "gru", event, update, 200, 0.75, loss, 12_345.6, left, 0.002, 0.5, 0.1, 3.0, null, null);
  }

  @Test
  void aLineSaysHowFarHowGoodHowFastAndHowLong() {
    assertEquals(
        "gru  [############............]  50 %  epoch 0.75  loss 4.000  perplexity 54.6"
            + "  on validation 20.1  12,346 words/s  1 min 05 s left",
        ProgressLines.line(progress(Progress.PROGRESS, 100, 4.0, 65.2)));
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
    assertEquals("lstm [........................]   0 %  epoch 0.00", ProgressLines.line(started));
  }

  @Test
  void anEndIsSaidInsteadOfTheTimeLeft() {
    String done = ProgressLines.line(progress(Progress.FINISHED, 200, 4.0, 0.0));
    assertEquals("done", done.substring(done.lastIndexOf(' ') + 1));
    assertEquals("[########################] 100 %", done.substring(5, 37));
  }

  @Test
  void aFailureKeepsWhereTheTrainingStood() {
    Progress before = progress(Progress.PROGRESS, 100, 4.0, 65.0);
    String line = ProgressLines.line(Progress.failed("gru", "it exploded").over(before));
    assertEquals(
        "gru  [############............]  50 %  epoch 0.75  loss 4.000  perplexity 54.6"
            + "  on validation 20.1  12,346 words/s  failed",
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
