package dev.nextword.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.vocabulary.EncodedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdsFileTest {
  @TempDir Path temp;

  private static EncodedDocument document(int[] ids, int... answers) {
    BitSet places = new BitSet();
    for (int answer : answers) {
      places.set(answer);
    }
    return new EncodedDocument(ids, places);
  }

  @Test
  void documentsComeBackWithTheirAnswers() {
    IdsFile file =
        TestDocuments.writeEncoded(
            temp.resolve("ids"),
            List.of(document(new int[] {2, 5, 6, 2}, 2), document(new int[] {2, 7}, 0, 1)));
    assertEquals(2, file.documents());
    assertEquals(6, file.words());
    assertEquals(4, file.labels(), "all but the first word of each");
    assertArrayEquals(new int[] {2, 5, 6, 2}, file.ids(0));
    assertArrayEquals(new int[] {2, 7}, file.ids(1));
    assertEquals(4, file.length(0));
    assertEquals(6, file.id(0, 2));
    assertTrue(file.isAnswer(0, 2));
    assertFalse(file.isAnswer(0, 1));
    assertTrue(file.isAnswer(1, 0), "both flags at once");
    assertTrue(file.isAnswer(1, 1));
  }

  @Test
  void aDocumentWithNothingToPredictIsLeftOut() {
    IdsFile file =
        TestDocuments.write(
            temp.resolve("ids"),
            List.of(new int[] {}, new int[] {2}, new int[] {2, 3}, new int[] {2}));
    assertEquals(1, file.documents());
    assertArrayEquals(new int[] {2, 3}, file.ids(0));
  }

  @Test
  void noDocumentsAreAFileToo() {
    IdsFile file = TestDocuments.write(temp.resolve("ids"), List.of());
    assertEquals(0, file.documents());
    assertEquals(0, file.labels());
  }

  /** More words than the writer's buffer holds, more documents than the reader first makes room. */
  @Test
  void manyDocumentsAreReadAsTheyWereWritten() throws IOException {
    Random random = new Random(3);
    List<EncodedDocument> documents = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int[] ids = TestDocuments.random(random, 20, 1 << 29);
      BitSet answers = new BitSet();
      for (int at = 0; at < ids.length; at++) {
        answers.set(at, random.nextInt(5) == 0);
      }
      documents.add(new EncodedDocument(ids, answers));
    }
    Path path = temp.resolve("ids");
    IdsFile file = TestDocuments.writeEncoded(path, documents);
    assertTrue(Files.size(path) > 1 << 17);
    assertEquals(documents.size(), file.documents());
    for (int i = 0; i < documents.size(); i++) {
      assertArrayEquals(documents.get(i).ids(), file.ids(i));
      for (int at = 0; at < file.length(i); at++) {
        assertEquals(documents.get(i).answers().get(at), file.isAnswer(i, at));
      }
    }
  }

  @Test
  void aNewFileTakesTheOldOnesPlace() {
    Path path = temp.resolve("ids");
    TestDocuments.write(path, List.of(new int[] {2, 3, 4}, new int[] {2, 3}));
    assertEquals(1, TestDocuments.write(path, List.of(new int[] {2, 9})).documents());
  }
}
