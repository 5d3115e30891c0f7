package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are broken on purpose, and mended: what the doctor says of them. */
class LabIT {
  private static List<String> signs(String settings) {
    return run(settings).last(Finished.class).signs().stream().map(Sign::sign).toList();
  }

  /** Settings as a person would write them: {@code layers=5 activation=relu}. */
  private static Log run(String settings) {
    Object[] all = Arrays.stream(settings.split("[ =]")).map(LabIT::value).toArray();
    return settings.contains("length") ? Log.ofTime(all) : Log.ofDepth(all);
  }

  private static Object value(String word) {
    if (word.matches("true|false")) {
      return Boolean.valueOf(word);
    }
    if (word.matches("-?[0-9]+")) {
      return Integer.valueOf(word);
    }
    return word.matches("-?[0-9.]+") ? (Object) Double.valueOf(word) : word;
  }

  @Test
  void vanishingGradientsAreSeen() {
    List<String> deep = signs("layers=15 updates=40");
    assertTrue(deep.containsAll(List.of(Sign.VANISHING, Sign.STALLED)), deep.toString());
    List<String> longAgo = signs("length=40 cell=sigmoid-rnn updates=30 hidden=8");
    assertTrue(longAgo.contains(Sign.VANISHING), longAgo.toString());
  }

  @Test
  void explodingGradientsAreSeen() {
    List<String> deep =
        signs("layers=8 activation=relu initialisation=large updates=20 learningRate=0.1");
    assertTrue(deep.contains(Sign.EXPLODING) || deep.contains(Sign.NOT_FINITE), deep.toString());
    List<String> longAgo = signs("length=60 cell=relu-rnn gain=4 updates=10 hidden=8");
    assertTrue(longAgo.contains(Sign.EXPLODING), longAgo.toString());
  }

  @Test
  void deadAndSaturatedUnitsAreSeen() {
    List<String> dead =
        signs("layers=4 activation=relu initialisation=he learningRate=30 updates=40");
    assertTrue(dead.contains(Sign.DEAD) || dead.contains(Sign.NOT_FINITE), dead.toString());
    List<String> flat =
        signs("layers=4 activation=tanh initialisation=large learningRate=30 updates=40");
    assertTrue(flat.contains(Sign.SATURATED), flat.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers=3 activation=tanh optimiser=adam learningRate=0.03 updates=80",
        "layers=4 activation=relu initialisation=he optimiser=adam learningRate=0.01 updates=100",
        "length=10 cell=gru hidden=12 learningRate=0.03 updates=80",
        "length=10 cell=lstm hidden=12 learningRate=0.03 updates=80"
      })
  void ofHealthyRunsNothingIsSaid(String settings) {
    Finished end = run(settings).last(Finished.class);
    assertTrue(end.accuracy() >= 0.95, end.toString());
    assertEquals(List.of(), end.signs());
  }
}
