package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.nextword.model.ModelBundle;
import dev.nextword.model.ModelStore;
import dev.nextword.prediction.BlockList;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsTest {
  @TempDir Path folder;

  @Test
  void modelsOfOneVocabularyShareTheReadingOfText() throws IOException {
    Path models = folder.resolve("models");
    SmallModel.save(models, folder.resolve("scratch"));
    ModelStore store = new ModelStore(models);
    ModelBundle.Ngram one = (ModelBundle.Ngram) store.load("ngram");
    ModelBundle same = store.load("ngram");
    ModelBundle other =
        new ModelBundle.Ngram(one.card(), new Vocabulary(Vocabulary.SPECIAL), one.table());

    Columns columns = new Columns(BlockList.NONE);
    assertNotSame(one.vocabulary(), same.vocabulary());
    assertSame(columns.encoder(one), columns.encoder(same));
    assertNotSame(columns.encoder(one), columns.encoder(other));
    assertEquals(
        List.of("ngram", "ngram"), List.of(columns.of(one).name(), columns.of(same).name()));
  }
}
