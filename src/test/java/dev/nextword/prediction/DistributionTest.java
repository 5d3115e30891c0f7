package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void bestIsTheHeadOfAFullSort() {
    Random random = new Random(4);
    for (int trial = 0; trial < 500; trial++) {
      int size = 1 + random.nextInt(200);
      float[] logs = new float[size];
      for (int id = 0; id < size; id++) {
        // Few different values make many ties; some words have no probability at all.
        logs[id] = random.nextInt(10) == 0 ? Float.NEGATIVE_INFINITY : -random.nextInt(20) / 4f;
      }
      int[] ids = IntStream.range(0, size).filter(id -> random.nextInt(3) > 0).toArray();
      int k = 1 + random.nextInt(12);
      Choice choice = new Choice(ids);

      List<Integer> expected =
          IntStream.of(ids)
              .boxed()
              .filter(id -> logs[id] > Float.NEGATIVE_INFINITY)
              .sorted(Comparator.comparingDouble((Integer id) -> -logs[id]).thenComparing(id -> id))
              .limit(k)
              .toList();
      Distribution distribution = new Distribution(logs);
      assertEquals(expected, distribution.best(choice, k).stream().map(Candidate::id).toList());
      double total = IntStream.of(ids).mapToDouble(id -> Math.exp(logs[id])).sum();
      assertEquals(total, distribution.total(choice), 1e-5 * total);
    }
  }
}
