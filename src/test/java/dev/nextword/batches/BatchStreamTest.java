package dev.nextword.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.vocabulary.EncodedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchStreamTest {
  /** Stands in the Javadoc of {@link BatchStream}, too. */
  private static final List<String> DRAWING =
      List.of(
          "         window 1    window 2",
          "lane 0   a b c d     e m n .     inputs",
          "         b c d e     f n o .     labels",
          "         ^ . . .     . ^ . .     restarts",
          "lane 1   A B u v     w x y .",
          "         B C v w     x y z .",
          "         ^ . ^ .     . . . .");

  @TempDir Path temp;

  private IdsFile letters(String... documents) {
    return TestDocuments.write(
        temp.resolve("letters"), Arrays.stream(documents).map(d -> d.chars().toArray()).toList());
  }

  @Test
  void theDrawingIsWhatComes() throws IOException {
    BatchStream stream = BatchStream.measuring(letters("abcdef", "ABC", "uvwxyz", "mno"), 2, 4);
    List<Batch> windows = all(stream);
    assertEquals(2, windows.size());
    List<String> drawn = new ArrayList<>();
    drawn.add(DRAWING.get(0));
    for (int lane = 0; lane < 2; lane++) {
      for (int row = 0; row < 3; row++) {
        String line =
            (row == 0 ? "lane " + lane : "      ")
                + "   "
                + line(windows.get(0), lane, row)
                + "     "
                + line(windows.get(1), lane, row);
        drawn.add(
            line + (lane > 0 ? "" : "     " + List.of("inputs", "labels", "restarts").get(row)));
      }
    }
    assertEquals(DRAWING, drawn);
    String source =
        Files.readString(Path.of("src/main/java/dev/nextword/batches/BatchStream.java"));
    DRAWING.forEach(line -> assertTrue(source.contains(" *   " + line + "\n"), line));
  }

  private static String line(Batch window, int lane, int row) {
    StringBuilder line = new StringBuilder();
    for (int t = 0; t < window.time(); t++) {
      int at = t * window.batch() + lane;
      boolean padding = window.labels()[at] < 0;
      char shown =
          switch (row) {
            case 0 -> padding ? '.' : (char) window.inputs()[at];
            case 1 -> padding ? '.' : (char) window.labels()[at];
            default -> window.restarts()[t][lane] ? '^' : '.';
          };
      line.append(t == 0 ? "" : " ").append(shown);
    }
    return line.toString();
  }

  private static List<Batch> all(BatchStream stream) {
    List<Batch> windows = new ArrayList<>();
    for (Batch window = stream.next(); window != null; window = stream.next()) {
      windows.add(window);
    }
    return windows;
  }

  /** What one lane has read of one document, in the order in which it was begun. */
  private record Read(int lane, List<Integer> inputs, List<Integer> labels, List<Integer> answers) {
    static Read of(int lane) {
      return new Read(lane, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    int[] document() {
      List<Integer> ids = new ArrayList<>(inputs.subList(0, 1));
      ids.addAll(labels);
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** The slow way back: lane by lane, step by step, cut where a document begins. */
  private static List<Read> read(List<Batch> windows) {
    List<Read> documents = new ArrayList<>();
    for (int lane = 0; lane < windows.get(0).batch(); lane++) {
      Read now = null;
      for (Batch window : windows) {
        for (int t = 0; t < window.time(); t++) {
          int at = t * window.batch() + lane;
          if (window.labels()[at] < 0) {
            assertFalse(window.restarts()[t][lane], "padding restarts nothing");
            assertFalse(window.answers().get(at), "padding answers nothing");
            continue;
          }
          if (window.restarts()[t][lane]) {
            now = Read.of(lane);
            documents.add(now);
          }
          assertNotNull(now, "a lane begins with a document's first word");
          now.inputs.add(window.inputs()[at]);
          now.labels.add(window.labels()[at]);
          if (window.answers().get(at)) {
            now.answers.add(now.labels.size());
          }
        }
      }
    }
    for (Read document : documents) {
      assertEquals(
          document.inputs.subList(1, document.inputs.size()),
          document.labels.subList(0, document.labels.size() - 1),
          "each label is the next input");
    }
    return documents;
  }

  @Test
  void measuringGivesEachLabelExactlyOnce() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      List<String> expected = new ArrayList<>();
      List<EncodedDocument> documents = new ArrayList<>();
      int count = 1 + random.nextInt(12);
      long labels = 0;
      for (int i = 0; i < count; i++) {
        int[] ids = TestDocuments.random(random, 15, 1_000);
        ids[0] = i; // to tell them apart
        BitSet answers = new BitSet();
        List<Integer> places = new ArrayList<>();
        for (int at = 1; at < ids.length; at++) {
          if (random.nextInt(4) == 0) {
            answers.set(at);
            places.add(at);
          }
        }
        documents.add(new EncodedDocument(ids, answers));
        expected.add(Arrays.toString(ids) + places);
        labels += ids.length - 1;
      }
      IdsFile file = TestDocuments.writeEncoded(temp.resolve("ids"), documents);
      List<Batch> windows =
          all(BatchStream.measuring(file, 1 + random.nextInt(5), 1 + random.nextInt(9)));
      assertEquals(labels, windows.stream().mapToLong(Batch::labelled).sum());
      List<String> found =
          read(windows).stream().map(r -> Arrays.toString(r.document()) + r.answers).toList();
      assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
    }
  }

  @Test
  void anEndedStreamStaysEnded() {
    BatchStream stream = BatchStream.measuring(letters("ab"), 3, 4);
    assertEquals(1, all(stream).size());
    assertNull(stream.next());
  }

  @Test
  void trainingTakesEveryDocumentOnceARoundInANewOrderEachRound() {
    int documents = 20;
    List<int[]> ids = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      ids.add(new int[] {i, 100, 101});
    }
    DocumentQueue queue = DocumentQueue.shuffled(TestDocuments.write(temp.resolve("ids"), ids), 5);
    HashSet<List<Integer>> orders = new HashSet<>();
    for (int round = 0; round < 10; round++) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < documents; i++) {
        order.add(queue.next());
      }
      orders.add(order);
      assertEquals(documents, new HashSet<>(order).size(), "a permutation: " + order);
    }
    assertEquals(10, orders.size(), "each round has another order");
  }

  @Test
  void trainingNeverPads() {
    IdsFile file = letters("abcdef", "ABC", "uvwxyz", "mno");
    BatchStream stream = BatchStream.training(file, 3, 5, 1);
    for (int i = 0; i < 50; i++) {
      assertEquals(15, next(stream).labelled());
    }
  }

  @Test
  void freshStatesComeAtTheBeginningOfWindowsAndChangeNothingElse() {
    IdsFile file = letters("abcdefghijklmnopqrstuvwxyz");
    BatchStream plain = BatchStream.training(file, 2, 5, 1);
    BatchStream fresh = BatchStream.training(file, 2, 5, 1).withFreshStates(0.25, 1);
    int windows = 2_000;
    int restarts = 0;
    for (int i = 0; i < windows; i++) {
      Batch expected = next(plain);
      Batch found = next(fresh);
      assertArrayEquals(expected.inputs(), found.inputs());
      assertArrayEquals(expected.labels(), found.labels());
      for (int t = 0; t < 5; t++) {
        for (int lane = 0; lane < 2; lane++) {
          boolean documentBegins = expected.restarts()[t][lane];
          assertTrue(found.restarts()[t][lane] || !documentBegins);
          if (found.restarts()[t][lane] && !documentBegins) {
            assertEquals(0, t);
            restarts++;
          }
        }
      }
    }
    // one window of five begins a document anyway
    assertEquals(0.25 * 2 * windows * 0.8, restarts, 100);
  }

  private static Batch next(BatchStream stream) {
    Batch batch = stream.next();
    assertNotNull(batch);
    return batch;
  }

  /** Passages begin where they fit; one that is longer than a window begins with the window. */
  @Test
  void wholeDocumentsArePaddedNotCut() {
    Random random = new Random(2);
    List<int[]> passages = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      passages.add(TestDocuments.random(random, 12, 50));
      passages.get(i)[0] = i;
    }
    IdsFile woven = TestDocuments.write(temp.resolve("woven"), passages);
    int textLanes = 2;
    int time = 8;
    WovenCurriculum curriculum = new WovenCurriculum(woven, 3, 20, 1);
    BatchStream stream =
        BatchStream.training(letters("abcdefghi", "xyz"), textLanes, curriculum, 3, time, 1);
    List<Batch> windows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      windows.add(next(stream));
    }
    int padded = 0;
    int longer = 0;
    for (int lane = 0; lane < 5; lane++) {
      for (int i = 0; i + 1 < windows.size(); i++) {
        Batch window = windows.get(i);
        int used = 0;
        for (int t = 0; t < time; t++) {
          int at = t * window.batch() + lane;
          if (window.labels()[at] >= 0) {
            assertEquals(t, used, "padding stands at the end alone");
            used++;
            if (window.restarts()[t][lane] && lane >= textLanes) {
              int labels = passages.get(window.inputs()[at]).length - 1;
              assertTrue(t == 0 || labels <= time - t, "does not fit, and begins at " + t);
              longer += labels > time ? 1 : 0;
            }
          }
        }
        if (used < time) {
          assertTrue(lane >= textLanes, "text is never padded");
          padded++;
          Batch after = windows.get(i + 1);
          assertTrue(after.restarts()[0][lane]);
          int labels = passages.get(after.inputs()[lane]).length - 1;
          assertTrue(labels > time - used, "it would have fitted");
        }
      }
    }
    assertTrue(padded > 10 && longer > 10, padded + " padded, " + longer + " longer");
    for (Read document : read(windows)) {
      if (document.lane >= textLanes) {
        int[] whole = passages.get(document.inputs.get(0));
        int[] found = document.document();
        assertArrayEquals(Arrays.copyOf(whole, found.length), found);
      }
    }
  }

  @Test
  void aPositionBringsTheStreamBackExactly() {
    Random random = new Random(4);
    for (int trial = 0; trial < 60; trial++) {
      List<int[]> text = new ArrayList<>();
      List<int[]> passages = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        text.add(TestDocuments.random(random, 15, 50));
        passages.add(TestDocuments.random(random, 8, 50));
      }
      IdsFile textFile = TestDocuments.write(temp.resolve("text"), text);
      IdsFile wovenFile = TestDocuments.write(temp.resolve("woven"), passages);
      int lanes = 1 + random.nextInt(3);
      int wovenLanes = random.nextInt(3);
      int time = 1 + random.nextInt(9);
      int seed = trial;
      Supplier<BatchStream> fresh =
          () ->
              wovenLanes == 0
                  ? BatchStream.training(textFile, lanes, time, seed).withFreshStates(0.3, seed)
                  : BatchStream.training(
                      textFile,
                      lanes,
                      new WovenCurriculum(wovenFile, 3, 10, seed),
                      wovenLanes,
                      time,
                      seed);
      BatchStream undisturbed = fresh.get();
      for (int i = random.nextInt(30); i > 0; i--) {
        undisturbed.next();
      }
      long[] position = undisturbed.position();
      BatchStream resumed = fresh.get();
      resumed.position(position);
      for (int i = 0; i < 30; i++) {
        assertArrayEquals(undisturbed.position(), resumed.position());
        assertSame(next(undisturbed), next(resumed));
      }
    }
  }

  private static void assertSame(Batch expected, Batch found) {
    assertArrayEquals(expected.inputs(), found.inputs());
    assertArrayEquals(expected.labels(), found.labels());
    assertEquals(expected.answers(), found.answers());
    assertTrue(Arrays.deepEquals(expected.restarts(), found.restarts()));
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    IdsFile file = letters("abc", "def", "ghi", "jkl", "mno", "pqr");
    assertNotEquals(
        Arrays.toString(next(BatchStream.training(file, 1, 12, 1)).inputs()),
        Arrays.toString(next(BatchStream.training(file, 1, 12, 2)).inputs()));
  }

  @Test
  void aPositionOfOtherLanesIsRefused() {
    IdsFile file = letters("abc");
    long[] position = BatchStream.training(file, 3, 4, 1).position();
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchStream.training(file, 2, 4, 1).position(position));
  }
}
