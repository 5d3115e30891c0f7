package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import dev.nextword.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path temp;
  private static String models;

  @BeforeAll
  static void saveModel() throws IOException {
    models = temp.resolve("models").toString();
    SmallModel.save(Path.of(models), temp.resolve("scratch"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "complete",
        "score",
        "explain",
        "train",
        "evaluate",
        "experiment",
        "experiment distance",
        "corpus",
        "corpus list",
        "corpus fetch",
        "corpus weave",
        "corpus stats",
        "models",
        "models list",
        "models show",
        "models verify"
      })
  void everyVerbHasHelp(String verb) {
    Command run = Command.run((verb + " --help").strip().split(" "));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith(("Usage: nextword " + verb).strip()), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trian",
        "serve --prot 1",
        "serve --port eighty",
        "serve --port 70000",
        "complete",
        "complete a -k 0",
        "explain",
        "train --hidden 0",
        "train --hidden many",
        "train --cells rnn,transformer",
        "train --device tpu",
        "train --learning-rate lstm=fast",
        "train --dropout 1",
        "evaluate --distance --save",
        "evaluate --distance --kind colour",
        "experiment",
        "experiment distance --seeds 3",
        "models",
        "models show",
        "corpus",
        "train --config no-such-file.json",
        "corpus nix",
        "--no-such-flag"
      })
  void wrongUseIsExitCodeTwoAndSaysWhereHelpIs(String line) {
    Command run = Command.run((line + modelsFlag(line)).split(" "));
    assertEquals(2, run.exit(), line + ": " + run.err());
    assertTrue(run.err().startsWith("nextword: "), run.err());
    assertTrue(run.err().contains("--help"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aStrayArgumentIsNamedWithWhatToDo() {
    assertEquals(
        "nextword: no command is called \"nix\"; there are serve, complete, score, explain, train,"
            + " evaluate, experiment, corpus, models, lab",
        Command.run("nix").err().lines().findFirst().orElseThrow());
    String stray = Command.run("complete", "The cat", "--only", "ngram", "sat").err();
    assertTrue(stray.contains("\"sat\" is one argument too many: put the text in quotes"), stray);
    assertTrue(Command.run("trian").err().contains("train"), "what was meant");
  }

  @Test
  void explainsAsATableAndAsJson() throws IOException {
    String[] line = {"explain", "I would ", "--target", "like", "--models", models};
    Command table = Command.run(line);
    assertEquals(0, table.exit(), table.err());
    assertTrue(table.out().startsWith("ngram  like  "), table.out());
    assertTrue(table.out().contains("looks at 2 of the last tokens"), table.out());
    List<String> more = new ArrayList<>(List.of(line));
    more.add("--json");
    var json = JSON.readTree(Command.run(more.toArray(String[]::new)).out());
    assertEquals("like", json.at("/target").textValue());
    assertEquals("ngram", json.at("/results/0/model").textValue());
    assertEquals(2, json.at("/results/0/used").intValue());
    assertEquals("would", json.at("/results/0/tokens/2/text").textValue());

    Command unknown = Command.run("explain", "I ", "--target", "hoem", "--models", models);
    assertEquals(1, unknown.exit());
    assertTrue(unknown.err().contains("home"), unknown.err());
  }

  @Test
  void modelsAreReplacedOnlyOnDemand() {
    // the text is not there, so that nothing is trained here whatever happens
    Command bare = Command.run("train", "--corpus", "no-such-text");
    assertEquals(2, bare.exit(), bare.err());
    assertTrue(bare.err().contains("already in") && bare.err().contains("--replace"), bare.err());
    for (String[] meant :
        List.of(
            new String[] {"--replace"},
            new String[] {"--models", models},
            new String[] {"--name", "mine"})) {
      List<String> line = new ArrayList<>(List.of("train", "--corpus", "no-such-text"));
      line.addAll(List.of(meant));
      Command run = Command.run(line.toArray(String[]::new));
      assertEquals(1, run.exit(), run.err());
      assertTrue(run.err().contains("no-such-text"), run.err());
    }
  }

  @Test
  void aResumedTrainingRefusesOtherSettings() throws IOException {
    Path folder = temp.resolve("begun");
    Path training = Files.createDirectories(folder.resolve(".training").resolve("default"));
    ModelCard.TrainingText text = new ModelCard.TrainingText("a", "", "", 1, 1, Map.of());
    new TrainingPlan(
            "", List.of("a"), text, List.of(), null, TrainSettings.byName(TrainOptions.DEFAULTS))
        .save(training);
    Command run =
        Command.run(
            "train",
            "--resume",
            "--hidden",
            "7",
            "--seed",
            "1",
            "--valid",
            "v",
            "--models",
            folder.toString());
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("--valid is not given there; --hidden is 256"), run.err());
    assertFalse(run.err().contains("seed"), "the same value is no other: " + run.err());
  }

  @Test
  void aModelWhoseTextIsNotHereSaysWhatElseToMeasureOn() {
    Command run = Command.run("evaluate", "--models", models);
    assertEquals(1, run.exit());
    assertOneLine(
        run.err(),
        "ngram was trained on no-such-text, which is not here",
        "corpus fetch",
        "--text");
  }

  @Test
  void allFiguresAreMeasuredUnlessTheyAreDeclined() throws IOException {
    Path text = temp.resolve("held-out.txt");
    Files.writeString(text, "I would like to read a book. She would like to go home.\n");
    String[] line = {"evaluate", "--text", text.toString(), "--models", models, "--json"};
    Command run = Command.run(line);
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new JsonMapper().readTree(run.out()).at("/models/ngram");
    assertTrue(figures.get("perplexity").isNull(), "back-off scores add up to anything");
    assertTrue(figures.get("keystrokeSavings").asDouble() > 0.2, run.out());
    assertEquals(3, figures.at("/letters/2/letters").asInt());
    assertTrue(figures.at("/letters/0/top1").asDouble() >= figures.get("top1").asDouble());
    List<String> without = new ArrayList<>(List.of(line));
    without.remove("--json");
    without.addAll(List.of("--keys", "0"));
    Command table = Command.run(without.toArray(String[]::new));
    assertTrue(table.out().contains("letters typed"), table.out());
  }

  @Test
  void jsonIsOfferedWhereItChangesSomething() {
    assertTrue(Command.run("complete", "--help").out().contains("--json"));
    assertFalse(Command.run("score", "--help").out().contains("--json"));
    assertFalse(Command.run("models", "show", "--help").out().contains("--json"));
    assertEquals(0, Command.run("models", "show", "ngram", "--json", "--models", models).exit());
  }

  @Test
  void whereNoWordFitsThatIsSaid() {
    Command run = Command.run("complete", "xyzzy qwerty", "--models", models);
    assertEquals("ngram  (no word fits)", run.out().strip());
  }

  private static String modelsFlag(String line) {
    return line.startsWith("serve") || line.startsWith("complete") ? " --models " + models : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"models list", "complete hello", "score", "serve", "evaluate"})
  void aMissingModelsFolderSaysWhatToDo(String verb) {
    String missing = temp.resolve("nothing").toString();
    Command run = Command.run((verb + " --models " + missing).split(" "));
    assertEquals(1, run.exit());
    assertOneLine(run.err(), "no models in the folder", missing, "--models", "train");
  }

  @Test
  void errorsAreOneLineWithoutAStackTraceUnlessAskedFor() {
    Command run = Command.run("corpus", "stats", "no-such.txt");
    assertEquals(1, run.exit());
    assertOneLine(run.err(), "no-such.txt", "no such file");
    Command verbose = Command.run("corpus", "stats", "no-such.txt", "--verbose");
    assertTrue(verbose.err().contains("at dev.nextword."), verbose.err());
  }

  @Test
  void modelsAreListedShownAndVerified() throws IOException {
    Command list = Command.run("models", "list", "--models", models);
    assertEquals(0, list.exit(), list.err());
    assertEquals(
        List.of(
            "name   kind   parameters  vocabulary  perplexity  corpus",
            "ngram  ngram  50          16          12.3        small"),
        list.out().lines().toList());

    JsonNode cards =
        JSON.readTree(Command.run("models", "list", "--json", "--models", models).out());
    assertEquals("ngram", cards.get(0).get("name").asText());

    JsonNode card = JSON.readTree(Command.run("models", "show", "ngram", "--models", models).out());
    assertEquals(12.34, card.get("evaluation").get("perplexity").doubleValue());

    Command verify = Command.run("models", "verify", "--models", models);
    assertEquals("ngram: sound", verify.out().strip());
    assertEquals(0, verify.exit());

    Command unknown = Command.run("models", "show", "lstm", "--models", models);
    assertEquals(1, unknown.exit());
    assertOneLine(unknown.err(), "no model \"lstm\"", "ngram");
  }

  @Test
  void aDamagedModelFailsVerification() throws IOException {
    String damaged = temp.resolve("damaged").toString();
    SmallModel.save(Path.of(damaged), temp.resolve("scratch"));
    Path file = Path.of(damaged, "ngram", "vocabulary.txt");
    Files.writeString(file, Files.readString(file) + "intruder\t1\n");
    Command verify = Command.run("models", "verify", "--models", damaged);
    assertEquals(1, verify.exit());
    assertTrue(verify.out().contains("vocabulary.txt: damaged"), verify.out());

    Command complete = Command.run("complete", "I would", "--models", damaged);
    assertEquals(1, complete.exit());
    assertTrue(complete.err().contains("vocabulary.txt: damaged"), complete.err());
  }

  @Test
  void completionsAreATableOrJson() throws IOException {
    Command table = Command.run("complete", "I would ", "-k", "1", "--models", models);
    assertEquals(0, table.exit(), table.err());
    assertTrue(table.out().startsWith("ngram  like "), table.out());

    Command run = Command.run("complete", "I would li", "--json", "--models", models);
    JsonNode result = JSON.readTree(run.out()).get("results").get(0);
    assertEquals("ngram", result.get("model").asText());
    assertEquals("like", result.get("suggestions").get(0).get("word").asText());
    assertEquals("ke", result.get("suggestions").get(0).get("completion").asText());
    assertTrue(result.get("millis").isNumber());
  }

  @Test
  void scoresAreALineForEachQuestion() throws IOException {
    Command run =
        Command.runWithInput(
            """
            {"context": "I would", "candidates": ["like", "sea"]}

            {"context": "", "candidates": ["I"]}
            """,
            "score",
            "--models",
            models);
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(2, lines.size());
    JsonNode scores = JSON.readTree(lines.get(0)).get("scores").get("ngram");
    assertTrue(scores.get(0).doubleValue() > scores.get(1).doubleValue(), lines.get(0));
  }

  @Test
  void aWrongQuestionIsNamedByItsLine() {
    for (String wrong :
        List.of("{", "[]", "{}", "{\"context\": \"a\", \"candidates\": [null]}", "{\"c\": 1}")) {
      Command run =
          Command.runWithInput(
              "{\"context\": \"I\", \"candidates\": [\"would\"]}\n" + wrong + "\n",
              "score",
              "--models",
              models);
      assertEquals(1, run.exit(), wrong);
      assertOneLine(run.err(), "line 2 of stdin");
    }
  }

  @Test
  void textIsCountedByPart() throws IOException {
    Path text = temp.resolve("three.txt");
    Files.writeString(text, "It rains. It pours.\n\nThe old man is snoring.\n");
    Command run = Command.run("corpus", "stats", "--json", text.toString());
    assertEquals(0, run.exit(), run.err());
    JsonNode all = JSON.readTree(run.out()).get("parts").get("all");
    assertEquals(3, all.get("sentences").intValue());
    assertEquals(12, all.get("words").intValue());
  }

  @Test
  void aPortInUseSaysWhatToDo() throws IOException {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      Command run = Command.run("--port", String.valueOf(taken.getLocalPort()), "--models", models);
      assertEquals(1, run.exit());
      assertOneLine(run.err(), String.valueOf(taken.getLocalPort()), "--port");
    }
  }

  @Test
  void aMissingPageSaysWhatToDo() {
    Command run = Command.run("serve", "--port", "0", "--models", models, "--web", "nowhere");
    assertEquals(1, run.exit());
    assertOneLine(run.err(), "index.html", "nowhere");
  }

  @Test
  void savedModelsAreWhatTheStoreSees() {
    assertEquals(List.of("ngram"), new ModelStore(Path.of(models)).names());
  }

  private static void assertOneLine(String err, String... parts) {
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("nextword: "), err);
    assertFalse(err.contains("Exception"), err);
    for (String part : parts) {
      assertTrue(err.contains(part), err);
    }
  }
}
