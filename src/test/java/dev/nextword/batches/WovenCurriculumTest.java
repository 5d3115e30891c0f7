package dev.nextword.batches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WovenCurriculumTest {
  private static final int DISTANCES = 11;
  private static final int ROUNDS = 4;

  @TempDir static Path temp;
  private static IdsFile passages;

  @BeforeAll
  static void write() {
    List<int[]> documents = new ArrayList<>();
    for (int i = 0; i < DISTANCES * ROUNDS + 3; i++) { // the last round is not whole
      documents.add(new int[] {2, 3});
    }
    passages = TestDocuments.write(temp.resolve("ids"), documents);
  }

  private static int[] draw(WovenCurriculum curriculum, long from, int count) {
    DocumentQueue queue = curriculum.queue();
    queue.taken(from);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = queue.next();
    }
    return drawn;
  }

  @Test
  void theLimitGrowsFromTwoToAll() {
    WovenCurriculum curriculum = new WovenCurriculum(passages, DISTANCES, 1_000, 1);
    assertEquals(2, curriculum.limit(0));
    assertEquals(6, curriculum.limit(500));
    assertEquals(DISTANCES - 1, curriculum.limit(1_000));
    assertEquals(DISTANCES - 1, curriculum.limit(1_000_000));
    for (int drawn = 1; drawn <= 1_000; drawn++) {
      int step = curriculum.limit(drawn) - curriculum.limit(drawn - 1);
      assertTrue(step == 0 || step == 1, "a step of " + step + " at " + drawn);
    }
  }

  @Test
  void theLimitMayStayShortFirst() {
    WovenCurriculum curriculum = new WovenCurriculum(passages, DISTANCES, 1_000, 3, 1);
    assertEquals(2, curriculum.limit(0));
    assertEquals(3, curriculum.limit(500));
    assertEquals(DISTANCES - 1, curriculum.limit(1_000));
  }

  @Test
  void withoutARampAllDistancesComeAtOnce() {
    assertEquals(DISTANCES - 1, new WovenCurriculum(passages, DISTANCES, 0, 1).limit(0));
  }

  @Test
  void noPassageIsBeyondTheLimit() {
    WovenCurriculum curriculum = new WovenCurriculum(passages, DISTANCES, 1_000, 1);
    int[] drawn = draw(curriculum, 0, 1_000);
    for (int i = 0; i < drawn.length; i++) {
      assertTrue(drawn[i] % DISTANCES <= curriculum.limit(i), "passage " + drawn[i] + " at " + i);
    }
  }

  @Test
  void passagesAreDrawnEvenly() {
    int each = 400;
    int all = DISTANCES * ROUNDS;
    int[] times = new int[all];
    for (int i : draw(new WovenCurriculum(passages, DISTANCES, 10, 1), 10, each * all)) {
      times[i]++;
    }
    for (int i = 0; i < all; i++) {
      // five standard deviations of a Poisson count
      assertEquals(each, times[i], 5 * Math.sqrt(each), "passage " + i);
    }
  }

  @Test
  void whatComesIsAFunctionOfSeedAndPlace() {
    int[] drawn = draw(new WovenCurriculum(passages, DISTANCES, 50, 1), 0, 100);
    int[] tail = draw(new WovenCurriculum(passages, DISTANCES, 50, 1), 40, 60);
    for (int i = 0; i < tail.length; i++) {
      assertEquals(drawn[40 + i], tail[i]);
    }
    int[] other = draw(new WovenCurriculum(passages, DISTANCES, 50, 2), 0, 100);
    int same = 0;
    for (int i = 0; i < drawn.length; i++) {
      same += drawn[i] == other[i] ? 1 : 0;
    }
    assertTrue(same < 50, same + " of 100 are the same with another seed");
  }

  @Test
  void fewerPassagesThanDistancesAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new WovenCurriculum(passages, 61, 10, 1))
            .getMessage();
    assertTrue(message.contains("47 woven passages") && message.contains("61"), message);
  }
}
