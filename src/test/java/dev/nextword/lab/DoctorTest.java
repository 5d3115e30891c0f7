package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logs written by hand, one sign each; runs that are broken on purpose are in {@link LabIT}. */
class DoctorTest {
  /** What changes in a log that is healthy otherwise. */
  private static final class Made {
    double[] loss = falling(1, 0.1);
    double firstOverLast = 0.5;
    double norm = 1;
    double clip = 0;
    double dead = 0;
    double saturated = 0;
    double shrunk = 1;
    double accuracy = 0.99;
    @Nullable Trouble trouble;

    List<String> signs() {
      List<TrainingLog.Point> points = new ArrayList<>();
      for (int i = 0; i < loss.length; i++) {
        double kept = 1 + (shrunk - 1) * i / (loss.length - 1);
        points.add(
            new TrainingLog.Point(
                10 * i,
                loss[i],
                accuracy,
                new double[] {firstOverLast, 1, 1},
                new double[] {1e-3, 1e-3, 1e-3},
                new double[] {4 * kept, 4, 4},
                new double[] {dead, 0, 0},
                new double[] {saturated, saturated, 0},
                norm,
                clip > 0 && norm > clip));
      }
      TrainingLog log = new TrainingLog(true, true, 0.95, clip, points, trouble);
      Doctor.Findings findings = Doctor.read(log);
      for (Sign sign : findings.signs()) {
        assertFalse(sign.remedies().isEmpty(), sign.sign());
        assertTrue(sign.strength() >= 0 && sign.strength() <= 1, sign.toString());
        assertFalse(sign.figures().isEmpty());
      }
      assertEquals(findings.signs().isEmpty(), findings.healthy());
      return findings.signs().stream().map(Sign::sign).toList();
    }
  }

  private static double[] falling(double from, double to) {
    double[] loss = new double[20];
    Arrays.setAll(loss, i -> from + (to - from) * i / (loss.length - 1));
    return loss;
  }

  @Test
  void inHealthItSaysNothing() {
    assertEquals(List.of(), new Made().signs());
  }

  @Test
  void aFirstLayerThatGetsAThousandthHasAVanishedGradient() {
    Made made = new Made();
    made.firstOverLast = 1e-4;
    assertEquals(List.of(Sign.VANISHING), made.signs());
    made.firstOverLast = 1e-2;
    assertEquals(List.of(), made.signs());
  }

  @Test
  void aLongGradientExplodesUnlessItIsClippedNowAndThen() {
    Made made = new Made();
    made.norm = 1e4;
    assertEquals(List.of(Sign.EXPLODING), made.signs());
    made.clip = 1;
    assertEquals(List.of(Sign.EXPLODING), made.signs(), "every update clipped, by far");
    made.norm = 3;
    assertEquals(List.of(), made.signs(), "clipping does its work");
  }

  @Test
  void deadSaturatedAndShrunkenLayersAreNamed() {
    Made dead = new Made();
    dead.dead = 0.95;
    assertEquals(List.of(Sign.DEAD), dead.signs());
    Made flat = new Made();
    flat.saturated = 0.95;
    assertEquals(List.of(Sign.SATURATED), flat.signs());
    Made shrunk = new Made();
    shrunk.shrunk = 0.05;
    assertEquals(List.of(Sign.SHRINKING), shrunk.signs());
  }

  @Test
  void whoDoesNotLearnCrawlsOrHasStopped() {
    Made crawls = new Made();
    crawls.accuracy = 0.5;
    crawls.loss = falling(0.7, 0.69);
    assertEquals(List.of(Sign.STALLED), crawls.signs());
    Made stopped = new Made();
    stopped.accuracy = 0.7;
    Arrays.setAll(stopped.loss, i -> i < 5 ? 1 - 0.1 * i : 0.6);
    assertEquals(List.of(Sign.STALLED), stopped.signs());
    stopped.accuracy = 0.99;
    assertEquals(List.of(), stopped.signs(), "there is nothing more to learn");
  }

  @Test
  void aLossThatRisesAgainAndAgainJumps() {
    Made made = new Made();
    Arrays.setAll(made.loss, i -> i % 3 == 2 ? 2 : 0.5);
    assertEquals(List.of(Sign.JUMPS), made.signs());
    Arrays.setAll(made.loss, i -> i % 3 == 2 ? 0.02 : 0.01);
    made.loss[0] = 1;
    assertEquals(List.of(), made.signs(), "small things may double");
  }

  @Test
  void whatIsNotFiniteComesFirst() {
    Made made = new Made();
    made.norm = Double.NaN;
    made.trouble = new Trouble(30, 2, "activation", "NaN", "After update 30 ...");
    assertEquals(Sign.NOT_FINITE, made.signs().get(0));
  }

  @Test
  void theRecordOfAModelsTrainingIsReadToo() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode training = json.createObjectNode();
    ObjectNode rnn = training.putObject("cells").putObject("rnn");
    ArrayNode byLag = rnn.putArray("gradientByLag");
    for (int lag = 0; lag < 30; lag++) {
      byLag.add(Math.pow(0.5, lag));
    }
    rnn.put("gradientNorm", 50).put("clipped", 0.99);
    for (int i = 0; i < 5; i++) {
      rnn.withArray("/curve").addObject().put("epoch", i).put("trainingLoss", 5.0);
    }
    ObjectNode gru = training.withObject("/cells").putObject("gru");
    gru.put("gradientNorm", 1.5).put("clipped", 0.6);
    for (int i = 0; i < 5; i++) {
      gru.withArray("/curve").addObject().put("epoch", i).put("trainingLoss", 5.0 - 0.2 * i);
    }
    Doctor.Findings findings = TrainingDoctor.read(training);
    assertEquals(
        List.of(Sign.EXPLODING, Sign.VANISHING, Sign.STALLED),
        findings.signs().stream().map(Sign::sign).toList());
    assertTrue(findings.signs().stream().allMatch(sign -> sign.text().startsWith("RNN: ")));
    assertFalse(findings.healthy());
    assertEquals("10 measurements of rnn, gru", findings.read());
  }
}
