package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void everyTotalIsMetWithDifferentItems() {
    int[] lengths = random.ints(500, 1, 25).toArray();
    ExactSum sum = new ExactSum(lengths, 400);
    for (int total = 0; total <= 300; total++) {
      List<Integer> items = sum.draw(random, total, i -> i % 3 > 0, i -> i % 2 == 0);
      assertNotNull(items, "total " + total);
      assertEquals(total, items.stream().mapToInt(i -> lengths[i]).sum());
      assertEquals(items.size(), new HashSet<>(items).size());
      assertTrue(items.stream().allMatch(i -> i % 3 > 0));
      assertTrue(items.isEmpty() || items.get(0) % 2 == 0);
    }
  }

  @Test
  void whatCannotBeMetGivesNothing() {
    ExactSum even = new ExactSum(new int[] {2, 4, 4}, 0);
    assertNull(even.draw(random, 5, i -> true, i -> true));
    assertNull(even.draw(random, 12, i -> true, i -> true));
    assertNotNull(even.draw(random, 10, i -> true, i -> true));
    assertNull(even.draw(random, 4, i -> false, i -> true));
    assertEquals(List.of(), new ExactSum(new int[0], 0).draw(random, 0, i -> true, i -> true));
  }

  @Test
  void neighboursOfRunningTextStayTogether() {
    int[] lengths = new int[1000];
    java.util.Arrays.fill(lengths, 5);
    List<Integer> items = new ExactSum(lengths, 1000).draw(random, 200, i -> true, i -> true);
    assertNotNull(items);
    int neighbours = 0;
    for (int i = 1; i < items.size(); i++) {
      neighbours += items.get(i) == items.get(i - 1) + 1 ? 1 : 0;
    }
    assertTrue(neighbours > 20, neighbours + " of " + items.size());
  }
}
