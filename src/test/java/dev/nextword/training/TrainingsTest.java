package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.training.TrainingRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queue, with processes that only pretend to train. */
@Timeout(120)
class TrainingsTest {
  @TempDir Path folder;
  private Trainings trainings;

  @BeforeEach
  void open() {
    trainings = trainings();
  }

  @AfterEach
  void close() {
    trainings.close();
  }

  private Trainings trainings() {
    return new Trainings(folder.resolve("training"), PretendTraining.commands(), this::install);
  }

  private void install(Path models, String name) throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.move(models, folder.resolve("models").resolve(name));
  }

  @Test
  void aTrainingEndsWithItsModelsInstalledAndAllThatItSaidKept() throws Exception {
    TrainingRecord record = trainings.submit(order("mine", "ends"));
    await(record, State.FINISHED);
    assertTrue(Files.exists(folder.resolve("models/mine/rnn/card.json")));
    JsonNode all = record.snapshot();
    assertEquals(1200, all.at("/text/words").asInt());
    assertEquals("Too little text.", all.at("/notes/0").asText());
    assertEquals(4.6, all.at("/cells/rnn/curve/0/validationLoss").asDouble());
    assertEquals(" see", all.at("/cells/rnn/curve/0/suggestions/0").asText());
    assertEquals(0.5, all.at("/cells/rnn/gradientByLag/1").asDouble());
    assertEquals(0.4, all.at("/comparison/rnn/after/top3").asDouble());
    assertEquals(10, all.at("/cells/rnn/update").asInt());
    try (Trainings later = trainings()) {
      JsonNode found = later.find(record.id()).orElseThrow().snapshot();
      assertEquals(all.toString(), found.toString(), "a server that starts anew");
    }
  }

  @Test
  void oneAtATimeAndTheOthersWait() throws Exception {
    TrainingRecord first = trainings.submit(order("first", "waits"));
    await(first, State.RUNNING);
    TrainingRecord second = trainings.submit(order("second", "ends"));
    TrainingRecord third = trainings.submit(order("third", "ends"));
    assertEquals(State.QUEUED, second.state());
    assertEquals(2, trainings.queued());
    assertTrue(trainings.uses(order -> order.name().equals("third")));
    trainings.cancel(third);
    Files.createFile(first.folder().resolve("go"));
    await(first, State.FINISHED);
    await(second, State.FINISHED);
    assertEquals(State.CANCELLED, third.state());
    assertFalse(Files.exists(folder.resolve("models/third")));
  }

  @Test
  void aKilledProcessIsInterruptedAndGoesOn() throws Exception {
    TrainingRecord record = trainings.submit(order("mine", "waits"));
    awaitProgress(record);
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    await(record, State.INTERRUPTED);
    assertTrue(record.snapshot().path("message").asText().contains("Resume"));
    Files.createFile(record.folder().resolve("go"));
    trainings.resume(record);
    await(record, State.FINISHED);
    assertEquals("true", Files.readString(folder.resolve("models/mine/resumed")));
  }

  @Test
  void aCancelledOneEndsAtOnceAndCanBeForgotten() throws Exception {
    TrainingRecord record = trainings.submit(order("mine", "waits"));
    awaitProgress(record);
    ProcessHandle child = ProcessHandle.current().children().findFirst().orElseThrow();
    trainings.cancel(record);
    assertEquals(State.CANCELLED, record.state());
    child.onExit().get(20, TimeUnit.SECONDS);
    while (trainings.isBusy()) {
      Thread.sleep(10);
    }
    trainings.delete(record);
    assertTrue(trainings.find(record.id()).isEmpty());
    assertFalse(Files.exists(record.folder()));
  }

  @Test
  void aFailureSaysWhatTheProcessSaid() throws Exception {
    TrainingRecord record = trainings.submit(order("mine", "fails"));
    await(record, State.FAILED);
    assertEquals("the loss is not finite any more", record.snapshot().path("message").asText());
    assertFalse(Files.exists(folder.resolve("models/mine")));
  }

  @Test
  void whatRanWhenTheServerEndedIsInterrupted() throws Exception {
    TrainingRecord record = trainings.submit(order("mine", "waits"));
    await(record, State.RUNNING);
    trainings.close();
    try (Trainings later = trainings()) {
      TrainingRecord found = later.find(record.id()).orElseThrow();
      assertEquals(State.INTERRUPTED, found.state());
      Files.createFile(found.folder().resolve("go"));
      later.resume(found);
      await(found, State.FINISHED);
    }
  }

  /** The disk as it is when a server is killed just before the models are moved, and just after. */
  @Test
  void modelsThatWereWholeWhenTheServerWasKilledAreInstalledLater() throws Exception {
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    Trainings.Destination watched =
        (models, name) -> {
          copy(folder.resolve("training"), before);
          install(models, name);
          copy(folder.resolve("training"), after);
        };
    String id;
    try (Trainings first =
        new Trainings(folder.resolve("training"), PretendTraining.commands(), watched)) {
      TrainingRecord record = first.submit(order("mine", "ends"));
      await(record, State.FINISHED);
      id = record.id();
    }
    for (Path disk : List.of(before, after)) {
      List<String> installed = new ArrayList<>();
      try (Trainings later =
          new Trainings(disk, PretendTraining.commands(), (models, name) -> installed.add(name))) {
        assertEquals(State.FINISHED, later.find(id).orElseThrow().state());
        assertEquals(disk.equals(before) ? List.of("mine") : List.of(), installed);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void awaitProgress(TrainingRecord record) throws InterruptedException {
    while (record.snapshot().at("/cells/rnn/update").asInt() == 0) {
      Thread.sleep(10);
    }
  }

  private static void await(TrainingRecord record, State wanted) throws InterruptedException {
    BlockingQueue<State> states = new LinkedBlockingQueue<>();
    record.listen(
        (event, data) -> {
          if (event.equals("state")) {
            states.add(State.valueOf(data.path("state").asText().toUpperCase(Locale.ROOT)));
          }
        });
    for (State state = states.take(); state != wanted; state = states.take()) {
      assertFalse(state.isOver(), () -> record.snapshot().toString());
    }
  }

  private static TrainingOrder order(String name, String behaviour) {
    return new TrainingOrder(
        "text",
        name,
        null,
        List.of("rnn"),
        null,
        null,
        null,
        false,
        1,
        PretendTraining.PRETEND + behaviour);
  }
}
