package dev.nextword.batches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StretchesTest {
  @TempDir Path temp;

  /** The drawing of {@link IdsFile#stretches}. */
  @Test
  void aDocumentInTwoLanes() throws IOException {
    Batch batch = BatchStream.measuring(letters("abcdefghi").stretches(2), 2, 4).next();
    assertEquals("abcd", lane(batch.inputs(), 0));
    assertEquals("bcde", lane(batch.labels(), 0));
    assertEquals("efgh", lane(batch.inputs(), 1));
    assertEquals("fghi", lane(batch.labels(), 1));
  }

  @Test
  void everyWordButTheFirstIsPredictedOnce() throws IOException {
    String text = "abcdefghijklmnopqrstuvwxyz";
    IdsFile document = letters(text);
    for (int lanes = 1; lanes <= 30; lanes++) {
      IdsFile stretches = document.stretches(lanes);
      StringBuilder labels = new StringBuilder();
      List<Integer> lengths = new ArrayList<>();
      for (int i = 0; i < stretches.documents(); i++) {
        for (int id : stretches.ids(i)) {
          labels.append((char) id);
        }
        int last = stretches.length(i);
        labels.deleteCharAt(labels.length() - last); // its first word is an input only
        lengths.add(last);
      }
      assertEquals(text.substring(1), labels.toString(), lanes + " lanes");
      assertEquals(Math.min(lanes, 25), stretches.documents());
      assertEquals(25, stretches.labels());
      int longest = lengths.stream().max(Integer::compare).orElseThrow();
      int shortest = lengths.stream().min(Integer::compare).orElseThrow();
      assertEquals(25 % stretches.documents() == 0 ? 0 : 1, longest - shortest, lanes + " lanes");
    }
  }

  /** In training every lane has its stretch, and none waits for another. */
  @Test
  void everyLaneReads() throws IOException {
    BatchStream stream = BatchStream.training(letters("abcdefghi").stretches(4), 4, 2, 1);
    for (int window = 0; window < 5; window++) {
      assertEquals(8, stream.next().labelled());
    }
  }

  @Test
  void severalDocumentsAreNotOneText() throws IOException {
    IdsFile.Writer out = new IdsFile.Writer(temp.resolve("two"));
    try (out) {
      for (int i = 0; i < 2; i++) {
        out.begin('a');
        out.append('b');
      }
    }
    IdsFile two = IdsFile.open(temp.resolve("two"));
    assertThrows(IllegalArgumentException.class, () -> two.stretches(2));
  }

  private IdsFile letters(String text) throws IOException {
    Path file = temp.resolve("letters");
    try (IdsFile.Writer out = new IdsFile.Writer(file)) {
      out.begin(text.charAt(0));
      for (int i = 1; i < text.length(); i++) {
        out.append(text.charAt(i));
      }
      assertEquals(text.length(), out.words());
    }
    return IdsFile.open(file);
  }

  /** One of two lanes. */
  private static String lane(int[] ids, int lane) {
    StringBuilder letters = new StringBuilder();
    for (int i = lane; i < ids.length; i += 2) {
      letters.append((char) ids[i]);
    }
    return letters.toString();
  }
}
