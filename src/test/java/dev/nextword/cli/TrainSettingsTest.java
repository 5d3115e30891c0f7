package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainSettingsTest {
  @TempDir Path temp;

  @Test
  void withoutAnyFlagTheDefaultsHold() {
    assertEquals(TrainOptions.DEFAULTS, parse());
  }

  @Test
  void aFileOverridesTheDefaultsAndAFlagOverridesBoth() throws IOException {
    String file = file("{\"hidden\": 32, \"epochs\": 3, \"learningRate\": {\"rnn\": 0.5}}");
    TrainOptions options =
        parse("--config", file, "--hidden", "16", "--corpus", "a,b", "--corpus", "c");
    assertEquals(16, options.hidden());
    assertEquals(3, options.epochs());
    assertEquals(TrainOptions.DEFAULTS.batch(), options.batch());
    assertEquals(List.of("a,b", "c"), options.corpus());
    assertEquals(0.5, options.learningRate().get("rnn"));
    assertEquals(
        TrainOptions.DEFAULTS.learningRate().get("lstm"), options.learningRate().get("lstm"));
  }

  @Test
  void oneLearningRateIsForAllCells() {
    assertEquals(
        Map.of("rnn", 0.1, "gru", 0.1, "lstm", 0.1),
        parse("--learning-rate", "0.1").learningRate());
    assertEquals(0.3, parse("--learning-rate", "0.1,gru=0.3").learningRate().get("gru"));
  }

  @Test
  void anAnswersWeightIsForEachCellOrForAll() throws IOException {
    TrainOptions one = parse("--answer-weight", "rnn=0.5");
    assertEquals(0.5, one.answerWeight().get("rnn"));
    assertEquals(TrainOptions.DEFAULTS.answerWeight().get("lstm"), one.answerWeight().get("lstm"));
    assertEquals(
        Map.of("rnn", 0.0, "gru", 0.0, "lstm", 0.0), parse("--answer-weight", "0").answerWeight());
    String file = file("{\"answerWeight\": {\"gru\": 2}}");
    assertEquals(2.0, parse("--config", file).answerWeight().get("gru"));
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--answer-weight", "rnn=-1"))
            .getMessage();
    assertTrue(message.contains("answer-weight must be 0 to 100"), message);
  }

  @Test
  void aPresetLiesBeneathAFileAndFlags() throws IOException {
    TrainOptions preset = parse("--preset", "ptb-small");
    assertEquals(
        List.of(200, 200, 2), List.of(preset.hidden(), preset.embedding(), preset.layers()));
    assertTrue(preset.tied());
    assertFalse(TrainOptions.DEFAULTS.tied());
    assertTrue(preset.dropout().get("rnn") < preset.dropout().get("lstm"));
    TrainOptions changed =
        parse(
            "--preset", "ptb-small", "--config", file("{\"layers\": 1}"), "--dropout", "lstm=0.5");
    assertEquals(1, changed.layers());
    assertEquals(0.5, changed.dropout().get("lstm"));
    assertEquals(preset.dropout().get("gru"), changed.dropout().get("gru"));
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--preset", "ptb"))
            .getMessage();
    assertEquals("there is no preset \"ptb\"; there are ptb-small", message);
    Map<String, Object> then = TrainSettings.byName(preset);
    Map<String, Object> same = Preset.settings("ptb-small");
    assertEquals(List.of(), TrainSettings.contradictions(then, same, null, Map.of()));
    then.put("layers", 1);
    assertEquals(
        List.of("--layers is 1 there, not 2"),
        TrainSettings.contradictions(then, same, null, Map.of()));
  }

  @Test
  void oneNumberInAFileIsForAllCells() throws IOException {
    assertEquals(
        Map.of("rnn", 0.3, "gru", 0.3, "lstm", 0.3),
        parse("--config", file("{\"dropout\": 0.3}")).dropout());
  }

  @Test
  void theOptimiserIsAdamOrSgd() throws IOException {
    assertEquals("adam", parse().optimiser());
    assertEquals("sgd", parse("--optimiser", "sgd").optimiser());
    assertEquals("sgd", parse("--config", file("{\"optimiser\": \"sgd\"}")).optimiser());
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--optimiser", "adagrad"))
            .getMessage();
    assertTrue(message.contains("optimiser") && message.contains("[adam, sgd]"), message);
  }

  @Test
  void theSoftmaxIsFullAdaptiveOrAuto() {
    assertEquals("auto", parse().softmax());
    assertEquals("adaptive", parse("--softmax", "adaptive").softmax());
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--softmax", "sampled"))
            .getMessage();
    assertTrue(message.contains("softmax must be one of [full, adaptive, auto]"), message);
    message =
        assertThrows(
                CommandLine.ParameterException.class,
                () -> parse("--softmax", "adaptive", "--vocabulary", "31"))
            .getMessage();
    assertTrue(message.contains("needs a vocabulary of at least 32"), message);
    message =
        assertThrows(
                CommandLine.ParameterException.class,
                () -> parse("--softmax", "adaptive", "--tied"))
            .getMessage();
    assertTrue(message.contains("tied does not go with an adaptive softmax"), message);
  }

  @Test
  void aSettingNobodyKnowsIsNamedWithThoseThereAre() throws IOException {
    String file = file("{\"hiden\": 32}");
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--config", file))
            .getMessage();
    assertTrue(message.contains(file) && message.contains("\"hiden\""), message);
    assertTrue(message.contains("hidden, layers"), message);
  }

  @Test
  void aValueOfTheWrongKindIsNamedWithItsSetting() throws IOException {
    wrong("{\"hidden\": \"x\"}", "the setting hidden must be a whole number, not \"x\"");
    wrong("{\"hidden\": 1.5}", "the setting hidden must be a whole number, not 1.5");
    wrong("{\"clip\": []}", "the setting clip must be a number, not []");
    wrong("{\"woven\": \"often\"}", "the setting woven must be true or false, not \"often\"");
    wrong("{\"learningRate\": \"3\"}", "the setting learningRate must be a number for each cell");
  }

  private void wrong(String json, String said) throws IOException {
    String file = file(json);
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--config", file))
            .getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void aCellNobodyKnowsIsNamed() {
    String message =
        assertThrows(CommandLine.ParameterException.class, () -> parse("--learning-rate", "foo=1"))
            .getMessage();
    assertEquals("--learning-rate: no cell is called \"foo\"; there are rnn, gru, lstm", message);
  }

  @Test
  void aResumedTrainingIsComparedSettingBySetting() throws IOException {
    Map<String, Object> then =
        TrainSettings.byName(parse("--hidden", "16", "--learning-rate", "lstm=0.01"));
    assertEquals(List.of(), TrainSettings.contradictions(then, Map.of(), null, Map.of()));
    assertEquals(
        List.of(), TrainSettings.contradictions(then, Map.of(), null, Map.of("hidden", 16)));
    Path file = Path.of(file("{\"learningRate\": {\"lstm\": 0.02}, \"seed\": 1}"));
    assertEquals(
        List.of(
            "--hidden is 16 there, not 32",
            "--learning-rate is gru=0.002,lstm=0.01,rnn=%s there, not gru=0.002,lstm=0.02,rnn=%s"
                .replace("%s", String.valueOf(then(then, "rnn"))),
            "--no-woven is not given there"),
        TrainSettings.contradictions(then, Map.of(), file, Map.of("hidden", 32, "woven", false)));
  }

  private static Object then(Map<String, Object> settings, String cell) {
    return ((Map<?, ?>) settings.get("learningRate")).get(cell);
  }

  @Test
  void aBrokenFileIsNamedWithItsLine() throws IOException {
    for (String broken : List.of("{\n\"hidden\": }", "{\n\"hidden\": \"many\"}", "[]", "{} {}")) {
      String file = file(broken);
      String message =
          assertThrows(CommandLine.ParameterException.class, () -> parse("--config", file))
              .getMessage();
      assertTrue(message.startsWith(file), message);
    }
  }

  private String file(String json) throws IOException {
    return Files.writeString(temp.resolve("settings.json"), json).toString();
  }

  private static TrainOptions parse(String... arguments) {
    TrainCommand command = new TrainCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.options();
  }
}
