package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSetsTest {
  @TempDir Path temp;
  private ModelSets sets;

  @BeforeEach
  void open() throws IOException {
    ModelStore shipped = new ModelStore(temp.resolve("shipped-models"));
    shipped.save(TestModels.ngram("ngram", temp));
    sets = new ModelSets(shipped, temp.resolve("data"));
  }

  private void make(String name) throws IOException {
    Path made = temp.resolve("data/training/" + name);
    new ModelStore(made).save(TestModels.ngram("ngram", temp));
    Files.createDirectories(made.resolve(".training/default"));
    sets.install(made, name);
  }

  @Test
  void theShippedOneIsThereAndServesAndStays() {
    assertEquals(List.of("shipped"), sets.names());
    assertEquals("shipped", sets.active());
    assertThrows(ModelException.class, () -> sets.delete("shipped"));
    assertThrows(ModelException.class, () -> sets.rename("shipped", "mine"));
    assertThrows(ModelException.class, () -> sets.install(temp, "shipped"));
    assertEquals(List.of("ngram"), sets.store("shipped").names());
  }

  @Test
  void aTrainedOneIsInstalledWholeAndItsCheckpointsGo() throws IOException {
    make("mine");
    assertEquals(List.of("shipped", "mine"), sets.names());
    assertEquals("ngram", sets.store("mine").card("ngram").name());
    assertFalse(Files.exists(temp.resolve("data/models/mine/.training")));
    assertThrows(ModelException.class, () -> make("mine"));
  }

  @Test
  void theOneThatServesIsRememberedFollowedAndNotDeleted() throws IOException {
    make("mine");
    sets.activate("mine");
    assertEquals("mine", new ModelSets(sets.store("shipped"), temp.resolve("data")).active());
    assertThrows(ModelException.class, () -> sets.delete("mine"));
    sets.rename("mine", "yours");
    assertEquals("yours", sets.active());
    sets.activate("shipped");
    sets.delete("yours");
    assertEquals(List.of("shipped"), sets.names());
  }

  @Test
  void whereTheOneThatServedIsGoneTheShippedServes() throws IOException {
    make("mine");
    sets.activate("mine");
    BundleFiles.deleteFolder(temp.resolve("data/models/mine"));
    assertEquals("shipped", sets.active());
  }

  @Test
  void namesThatWouldLeadElsewhereAreNone() throws IOException {
    make("mine");
    for (String name : List.of("../x", "", "a/b", ".x", "A")) {
      assertThrows(ModelException.class, () -> sets.store(name), name);
      assertThrows(ModelException.class, () -> sets.rename("mine", name), name);
      assertThrows(ModelException.class, () -> sets.activate(name), name);
    }
  }

  @Test
  void anExportedSetServesWhereItIsUnpacked() throws IOException {
    Path zip = temp.resolve("set.zip");
    try (var out = Files.newOutputStream(zip)) {
      sets.export("shipped", out);
    }
    Path unpacked = temp.resolve("unpacked");
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        Path file = unpacked.resolve(e.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
    ModelStore.Loaded loaded = new ModelStore(unpacked).loadAll();
    assertEquals(List.of(), loaded.problems());
    assertEquals(1, loaded.bundles().size());
  }
}
