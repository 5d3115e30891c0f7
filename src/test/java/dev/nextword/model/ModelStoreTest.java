package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelStoreTest {
  private static final int WORDS = 20;

  @TempDir Path temp;
  private Path models;
  private ModelStore store;

  @BeforeEach
  void open() {
    models = temp.resolve("models");
    store = new ModelStore(models);
  }

  @Test
  void aNetworkComesBackAsItWasToSixteenBits() throws IOException {
    ModelBundle.Network saved = TestModels.bundle("lstm", WORDS, 1);
    ModelCard card = store.save(saved);

    ModelBundle.Network loaded =
        assertInstanceOf(ModelBundle.Network.class, new ModelStore(models).load("lstm"));

    assertEquals(card, loaded.card());
    assertEquals(List.of("vocabulary.txt", "network.zip"), List.copyOf(card.files().keySet()));
    assertEquals(WORDS, loaded.vocabulary().size());
    assertEquals("wörd7", loaded.vocabulary().word(7));
    INDArray before = saved.network().params();
    INDArray after = loaded.network().params();
    assertEquals(DataType.FLOAT, after.dataType());
    for (long i = 0; i < before.length(); i++) {
      float weight = before.getFloat(i);
      // 11 significant bits: half a unit in the last place is 2^-11 of the value.
      assertEquals(weight, after.getFloat(i), Math.abs(weight) / 2048 + 1e-7f, "weight " + i);
    }
    INDArray input = Nd4j.rand(DataType.FLOAT, 2, TestModels.INPUTS, 5);
    double change =
        loaded
            .network()
            .output(input)
            .sub(saved.network().output(input))
            .amaxNumber()
            .doubleValue();
    assertTrue(change < 1e-4, "largest change of a probability: " + change);
  }

  @Test
  void savingAgainChangesNothingMore() throws IOException {
    store.save(TestModels.bundle("lstm", WORDS, 1));
    ModelBundle.Network loaded = (ModelBundle.Network) store.load("lstm");
    INDArray weights = loaded.network().params().dup();
    store.save(loaded);
    assertEquals(weights, ((ModelBundle.Network) store.load("lstm")).network().params());
  }

  @Test
  void anyDeeplearning4jProgramRestoresIt() throws IOException {
    store.save(TestModels.bundle("lstm", WORDS, 1));
    var network =
        ModelSerializer.restoreMultiLayerNetwork(models.resolve("lstm/network.zip").toFile());
    assertEquals(DataType.FLOAT, network.params().dataType());
    assertEquals(
        WORDS, network.output(Nd4j.zeros(DataType.FLOAT, 1, TestModels.INPUTS, 1)).size(1));
  }

  @Test
  void anNgramModelIsABundleToo() throws IOException {
    store.save(TestModels.ngram("ngram", temp));
    ModelBundle.Ngram loaded = assertInstanceOf(ModelBundle.Ngram.class, store.load("ngram"));
    assertEquals(models.resolve("ngram/ngram.fst"), loaded.table());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(loaded.table()));
  }

  @Test
  void aNewEvaluationIsWrittenIntoTheCardAlone() throws IOException {
    ModelCard card = store.save(TestModels.bundle("lstm", WORDS, 1));
    store.updateCard(card.withEvaluation(Map.of("perplexity", 90.5)));
    assertEquals(90.5, store.card("lstm").evaluation().get("perplexity"));
    store.load("lstm");
  }

  @Test
  void saysWhatAModelTakesOnDisk() throws IOException {
    store.save(TestModels.ngram("ngram", temp));
    long bytes = 0;
    try (var files = Files.list(models.resolve("ngram"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertEquals(bytes, store.bytes("ngram"));
  }

  @Test
  void aDamagedModelIsNamedAndTheOthersLoad() throws IOException {
    store.save(TestModels.bundle("gru", WORDS, 1));
    store.save(TestModels.bundle("lstm", WORDS, 2));
    store.save(TestModels.ngram("ngram", temp));
    Path file = models.resolve("gru/network.zip");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    ModelStore.Loaded loaded = store.loadAll();

    assertEquals(
        List.of("lstm", "ngram"), loaded.bundles().stream().map(ModelBundle::name).toList());
    assertEquals(1, loaded.problems().size());
    assertMessage(loaded.problems().get(0), file.toString(), "damaged", "SHA-256");
  }

  /** A copy that was cut off, wherever: named, and never half a model. */
  @Test
  void aBundleCutAtAnyKilobyteIsRefusedAndTheOthersLoad() throws IOException {
    store.save(TestModels.bundle("gru", 900, 1));
    store.save(TestModels.ngram("ngram", temp));
    int cuts = 0;
    for (String name : List.of("card.json", "vocabulary.txt", "network.zip")) {
      Path file = models.resolve("gru").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length += 1024) {
        Files.write(file, Arrays.copyOf(whole, length));
        ModelException refused = assertThrows(ModelException.class, () -> store.load("gru"));
        assertMessage(refused, file.toString());
        cuts++;
      }
      assertEquals("ngram", store.loadAll().bundles().get(0).name());
      Files.write(file, whole);
    }
    assertTrue(cuts > 10, cuts + " cuts");
    assertEquals(900, store.load("gru").vocabulary().size());
  }

  @Test
  void everyMissingFileIsNamed() throws IOException {
    for (String name : List.of("card.json", "vocabulary.txt", "network.zip")) {
      store.save(TestModels.bundle("lstm", WORDS, 1));
      Path file = models.resolve("lstm").resolve(name);
      Files.delete(file);
      assertMessage(problem("lstm"), file.toString(), "missing");
      Files.writeString(file, "so that saving replaces the folder");
    }
  }

  @Test
  void aCardThatIsNoCardIsRefused() throws IOException {
    store.save(TestModels.bundle("lstm", WORDS, 1));
    Path file = models.resolve("lstm/card.json");
    String card = Files.readString(file);

    Files.writeString(file, card.substring(0, card.length() / 2));
    assertMessage(problem("lstm"), file.toString(), "not a model card", "line");
    Files.writeString(file, "[1, 2]");
    assertMessage(problem("lstm"), file.toString(), "not a model card");
    Files.writeString(file, card.replace("\"format\" : 1", "\"format\" : 2"));
    assertMessage(problem("lstm"), file.toString(), "format 2 is newer than the 1");
    Files.writeString(file, card.replace("\"name\" : \"lstm\"", "\"name\" : \"../../etc\""));
    assertMessage(problem("lstm"), file.toString(), "name");
    Files.writeString(file, card.replace("\"name\" : \"lstm\"", "\"name\" : \"gru\""));
    assertMessage(problem("lstm"), file.toString(), "\"gru\"");
    Files.writeString(file, card.replace("\"corpus\"", "\"corpse\""));
    assertMessage(problem("lstm"), file.toString(), "corpus is missing");
    Files.writeString(file, card.replace("\"format\"", "\"added later\" : [], \"format\""));
    store.load("lstm");
  }

  @Test
  void aVocabularyOfAnotherModelIsRefused() throws IOException {
    ModelCard small = store.save(TestModels.bundle("small", WORDS, 1));
    store.save(TestModels.bundle("large", WORDS + 1, 1));
    copy("large/network.zip", "small/network.zip");
    assertMessage(problem("small"), "SHA-256");

    // Even where the card vouches for it, the parts must fit each other.
    String card = Files.readString(models.resolve("small/card.json"));
    Files.writeString(
        models.resolve("small/card.json"),
        card.replace(
            small.files().get("network.zip"), store.card("large").files().get("network.zip")));
    assertMessage(problem("small"), "network.zip", "21", "20", "different models");
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() {
    for (String name : List.of("..", "../lstm", "a/b", "", ".lock", "LSTM", "a\\b")) {
      assertThrows(ModelException.class, () -> store.load(name), name);
    }
  }

  @Test
  void aMissingFolderHoldsNoModels() {
    assertEquals(List.of(), store.names());
    assertEquals(List.of(), store.loadAll().bundles());
    assertMessage(problem("lstm"), "no model \"lstm\"", models.toString());
  }

  @Test
  void aCardThatIsNotFiniteIsNeverWritten() throws IOException {
    ModelBundle.Network bundle = TestModels.bundle("lstm", WORDS, 1);
    ModelCard broken = bundle.card().withEvaluation(Map.of("perplexity", Double.NaN));
    var problem =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                store.save(new ModelBundle.Network(broken, bundle.vocabulary(), bundle.network())));
    assertTrue(problem.getMessage().contains("/evaluation/perplexity"), problem.getMessage());
    assertEquals(List.of(), store.names());
  }

  private ModelException problem(String name) {
    return assertThrows(ModelException.class, () -> store.load(name));
  }

  private void copy(String from, String to) throws IOException {
    Files.write(models.resolve(to), Files.readAllBytes(models.resolve(from)));
  }

  private static void assertMessage(ModelException problem, String... parts) {
    for (String part : parts) {
      assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }
  }
}
