package dev.nextword.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.cli.SmallModel;
import dev.nextword.model.ModelStore;
import dev.nextword.reliability.ServerProgram.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk is full, on a disk that is. */
@Timeout(900)
class DiskFullIT {
  private static final String TEXT = RetrainingLoop.text(1);
  private static final int KILOBYTES = 2_000;

  @TempDir Path temp;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(temp.resolve("disk"), KILOBYTES);
  }

  @AfterEach
  void unmount() throws Exception {
    disk.close();
  }

  /** The data folder and the log are on it. */
  private ServerProgram serve() throws Exception {
    SmallModel.save(temp.resolve("models"), temp.resolve("scratch"));
    SmallModel.save(disk.folder().resolve("data/models/mine"), temp.resolve("scratch2"));
    return ServerProgram.ofClasses(
        disk.folder().resolve("server.log"),
        List.of(
            "--models",
            temp.resolve("models").toString(),
            "--data",
            disk.folder().resolve("data").toString()));
  }

  @Test
  void aTextThatDoesNotFitIsRefusedAndLeavesNothing() throws Exception {
    try (ServerProgram server = serve()) {
      assertDiskFull(server.paste("long", TEXT.repeat(200)));
      server.get("corpora/long").require(404);
      try (Stream<Path> left = Files.walk(disk.folder().resolve("data/corpora"))) {
        assertEquals(1, left.count(), "the folder alone");
      }
      server.paste("short", TEXT).require(201);
      assertTrue(server.get("corpora/short").require(200).json().at("/report/words").asInt() > 0);
    }
  }

  /** Not a byte is left, for the log either. */
  @Test
  void nothingThatServesIsLostAndWhenThereIsRoomAllIsWell() throws Exception {
    try (ServerProgram server = serve()) {
      server.paste("short", TEXT).require(201);
      disk.fill();
      assertDiskFull(server.use("mine"));
      assertEquals("shipped", server.get("models/active").require(200).json().get("set").asText());
      assertDiskFull(server.post("training", Map.of("corpus", "short", "size", "small")));
      assertEquals("{\"trainings\":[]}", server.get("training").require(200).body());
      assertDiskFull(server.paste("other", TEXT));
      for (int i = 0; i < 50; i++) { // what is logged has nowhere to go
        server.delete("corpora/none").require(404);
      }
      server.get("complete?text=I%20would%20li").require(200);
      disk.empty();
      server.use("mine").require(200);
      server.paste("other", TEXT).require(201);
    }
    try (Stream<Path> left = Files.walk(disk.folder().resolve("data"))) {
      List<Path> halves = left.filter(file -> file.toString().endsWith(".new")).toList();
      assertEquals(List.of(), halves, "nothing half written");
    }
    try (Stream<Path> trainings = Files.list(disk.folder().resolve("data/training"))) {
      assertEquals(List.of(), trainings.toList());
    }
  }

  @Test
  void aCheckpointThatDoesNotFitEndsTheTrainingAndItGoesOnWhenThereIsRoom() throws Exception {
    TinyTraining undisturbed = TinyTraining.prepare(temp.resolve("undisturbed"), "rnn");
    TinyTraining here = undisturbed.copyWithoutCheckpoints(disk.folder().resolve("models"));
    disk.fill();
    Process process = here.start("rnn", false);
    String said = String.join("\n", process.inputReader(StandardCharsets.UTF_8).lines().toList());
    assertEquals(1, process.waitFor());
    assertTrue(said.contains("\"failed\"") && said.contains("No space left on device"), said);
    assertEquals(List.of(), new ModelStore(here.models()).names());
    disk.empty();
    Process again = here.start("rnn", true);
    again.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
    assertEquals(0, again.waitFor());
    assertEquals(
        new ModelStore(undisturbed.models()).card("rnn").evaluation(),
        new ModelStore(here.models()).card("rnn").evaluation());
  }

  @Test
  void modelsThatDoNotFitAreNotSavedByHalf() throws Exception {
    Path models = disk.folder().resolve("models");
    SmallModel.save(models, temp.resolve("scratch"));
    ModelStore store = new ModelStore(models);
    Map<String, String> before = store.card("ngram").files();
    disk.fill();
    IOException refused =
        assertThrows(IOException.class, () -> SmallModel.save(models, temp.resolve("scratch2")));
    assertTrue(refused.getMessage().contains("No space left on device"), refused.toString());
    assertEquals(List.of(), new ModelStore(models).loadAll().problems());
    assertEquals(before, store.card("ngram").files(), "the old one");
    try (Stream<Path> left = Files.list(models)) {
      assertFalse(left.anyMatch(file -> file.toString().endsWith(".new")));
    }
  }

  private static void assertDiskFull(Answer answer) throws IOException {
    JsonNode error = answer.require(507).json().get("error");
    assertEquals("disk_full", error.get("code").asText());
    assertTrue(error.get("message").asText().contains("make room"), error.toString());
  }
}
