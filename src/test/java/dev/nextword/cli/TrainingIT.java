package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code train} on the project's own sample, as a process with a process for each cell, killed and
 * resumed. Settings are the smallest that still train something; the models are no good.
 */
@Timeout(300)
class TrainingIT {
  private static final List<String> CELLS = List.of("rnn", "gru", "lstm");
  private static final int SECONDS = 120;
  private static final List<Process> STARTED = new ArrayList<>();

  @TempDir static Path temp;
  private static Path models;
  private static List<String> lines;

  @BeforeAll
  static void trainUndisturbed() throws Exception {
    models = temp.resolve("undisturbed");
    Run run = new Run(models, false);
    lines = run.readAll();
    assertEquals(0, run.exit(), run.errors());
  }

  @AfterAll
  static void end() {
    STARTED.forEach(Process::destroyForcibly); // whatever a failed test has left
  }

  @Test
  void stdoutHoldsLinesOfJsonAlone() throws IOException {
    Set<String> finished = new HashSet<>();
    List<String> phases = new ArrayList<>();
    List<String> evaluated = new ArrayList<>();
    for (String line : lines) {
      JsonNode progress = JsonMapper.builder().build().readTree(line);
      if (progress.path("event").asText().equals("evaluated")) {
        evaluated.add(progress.path("model").asText());
        assertTrue(progress.at("/evaluation/top3").asDouble() > 0, line);
        continue;
      }
      if (!progress.has("cell")) { // of the training as a whole
        assertTrue(!progress.path("event").asText().isEmpty(), line);
        if (progress.has("phase")) {
          phases.add(progress.path("phase").asText());
        }
        continue;
      }
      assertTrue(CELLS.contains(progress.path("cell").asText()), line);
      assertTrue(progress.path("updates").asInt() > 0, line);
      if (progress.path("event").asText().equals("finished")) {
        finished.add(progress.path("cell").asText());
        assertTrue(progress.path("curve").size() >= 2, line);
      }
    }
    assertEquals(Set.copyOf(CELLS), finished);
    assertEquals(List.of("reading", "counting", "training"), phases.subList(0, 3));
    assertEquals(List.of("ngram", "rnn", "gru", "lstm"), evaluated, "at the end, as on the page");
  }

  @Test
  void everyModelLoadsAndItsCardSaysWhereItComesFrom() {
    ModelStore store = new ModelStore(models);
    assertEquals(Set.of("ngram", "rnn", "gru", "lstm"), Set.copyOf(store.names()));
    assertEquals(List.of(), store.loadAll().problems());
    for (String name : store.names()) {
      ModelCard card = store.card(name);
      assertEquals("sample", card.corpus().name());
      assertEquals(64, card.corpus().sha256().length());
      assertEquals("GPL-3.0-or-later", card.corpus().licence());
      assertEquals(Set.of("train", "valid", "test"), card.corpus().split().keySet());
      assertTrue(card.vocabularySize() > 100 && card.vocabularySize() <= 800, name);
      assertTrue(card.evaluation().containsKey("top3"), name + ": " + card.evaluation());
      assertTrue((double) card.evaluation().get("keystrokeSavings") > 0, name);
      assertEquals(3, ((List<?>) card.evaluation().get("letters")).size(), name);
      assertFalse(card.versions().isEmpty());
      if (!name.equals("ngram")) {
        assertEquals(16, card.settings().get("hidden"));
        assertEquals("adam", card.settings().get("optimiser"));
        assertTrue(card.curve().size() >= 2, name);
        ModelCard.CurvePoint last = card.curve().get(card.curve().size() - 1);
        assertTrue(
            last.validationLoss() < Math.log(card.vocabularySize()), name + " learned something");
      }
    }
  }

  /**
   * Killed at random moments, the children too; what it ends with is what an undisturbed one does.
   */
  @ParameterizedTest
  @ValueSource(longs = {1})
  void aKilledTrainingIsResumedToTheSameWeights(long seed) throws Exception {
    Random random = new Random(seed);
    Path folder = temp.resolve("killed-" + seed);
    List<String> said = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      Run run = new Run(folder, kill > 0);
      said.add(run.awaitFirstCell());
      while (!Files.exists(folder.resolve(".training/default/lstm/checkpoint.bin"))) {
        Thread.sleep(20);
      }
      Thread.sleep(random.nextInt(1_000));
      List<ProcessHandle> children = run.process.descendants().toList();
      if (kill < 2) {
        run.process.toHandle().destroyForcibly(); // the handle leaves the streams open
        said.addAll(run.readAll());
        assertTrue(run.process.waitFor(SECONDS, TimeUnit.SECONDS));
        for (ProcessHandle child : children) {
          child.onExit().get(SECONDS, TimeUnit.SECONDS); // else it would train on, unseen
        }
      } else {
        boolean killed = !children.isEmpty() && children.get(0).destroyForcibly();
        said.addAll(run.readAll());
        assertEquals(killed ? 1 : 0, run.exit(), run.errors());
        assertTrue(!killed || run.errors().contains("--resume"), run.errors());
      }
    }
    Run last = new Run(folder, true);
    said.addAll(last.readAll());
    assertEquals(0, last.exit(), last.errors());
    assertTrue(resumedMidway(said), () -> "no kill met a training: " + said);

    ModelStore undisturbed = new ModelStore(models);
    ModelStore resumed = new ModelStore(folder);
    for (String cell : CELLS) {
      assertArrayEquals(weights(undisturbed, cell), weights(resumed, cell), cell);
      assertEquals(losses(undisturbed, cell), losses(resumed, cell), cell);
      assertEquals(undisturbed.card(cell).evaluation(), resumed.card(cell).evaluation(), cell);
    }
  }

  private static boolean resumedMidway(List<String> lines) throws IOException {
    for (String line : lines) {
      JsonNode progress = JsonMapper.builder().build().readTree(line);
      int update = progress.path("update").asInt();
      if (progress.path("event").asText().equals("resumed")
          && update > 0
          && update < progress.path("updates").asInt()) {
        return true;
      }
    }
    return false;
  }

  private static float[] weights(ModelStore store, String cell) {
    ModelBundle.Network bundle = assertInstanceOf(ModelBundle.Network.class, store.load(cell));
    return bundle.network().params().dup('c').data().asFloat();
  }

  private static List<List<Double>> losses(ModelStore store, String cell) {
    return store.card(cell).curve().stream()
        .map(p -> List.of(p.epoch(), p.trainingLoss(), p.validationLoss(), p.learningRate()))
        .toList();
  }

  @Test
  void thereIsNothingToResumeInAnEmptyFolder() throws Exception {
    Run run = new Run(temp.resolve("nothing"), true);
    assertEquals(List.of(), run.readAll());
    assertEquals(1, run.exit());
    assertTrue(run.errors().contains("no training to resume"), run.errors());
  }

  /** One run of the program. */
  private static final class Run {
    private final Process process;
    private final BufferedReader out;
    private final Path errors = Files.createTempFile(temp, "stderr", ".txt");

    Run(Path models, boolean resume) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
      command.addAll(List.of("train", "--models", models.toString(), "--json"));
      command.addAll(List.of("--checkpoint-seconds", "0")); // after each update: a short training
      command.addAll(
          resume
              ? List.of("--resume")
              : List.of(
                  "--corpus",
                  "sample",
                  "--hidden",
                  "16",
                  "--embedding",
                  "8",
                  "--epochs",
                  "3",
                  "--vocabulary",
                  "800",
                  "--batch",
                  "8",
                  "--bptt",
                  "32"));
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      STARTED.add(process);
      out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits for the first line: from then on the training can be resumed. */
    String awaitFirstCell() throws IOException {
      String line = out.readLine();
      assertTrue(line != null, this::errors);
      return line;
    }

    List<String> readAll() throws IOException {
      return out.lines().toList();
    }

    int exit() throws InterruptedException {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
      return process.exitValue();
    }

    String errors() {
      try {
        return Files.readString(errors);
      } catch (IOException e) {
        return e.toString();
      }
    }
  }
}
