package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
  /** The picture in the Javadoc. */
  @Test
  void theCutOfThirtyThreeThousandWords() {
    Clusters clusters = Clusters.ofZipf(33_000);
    assertEquals(List.of(2_062, 10_312), clusters.cutoffs());
    assertEquals(2_064, clusters.head());
    assertEquals(8_250, clusters.size(0));
    assertEquals(22_688, clusters.size(1));
    assertEquals(64, clusters.width(0, 256));
    assertEquals(16, clusters.width(1, 256));
    assertEquals(16, clusters.width(1, 128), "never narrower");
    assertEquals(8, clusters.width(1, 8), "than the features are");
  }

  @Test
  void eachWordIsInOneGroup() {
    for (Clusters clusters :
        List.of(Clusters.ofZipf(100), Clusters.none(100), new Clusters(100, List.of(1, 2, 99)))) {
      int[] sizes = new int[clusters.head()];
      for (int word = 0; word < 100; word++) {
        sizes[clusters.headEntry(word)]++;
      }
      for (int entry = 0; entry < sizes.length; entry++) {
        int cluster = entry - clusters.shortlist();
        assertEquals(cluster < 0 ? 1 : clusters.size(cluster), sizes[entry]);
      }
    }
  }

  @Test
  void paddingStaysPadding() {
    assertEquals(-1, Clusters.ofZipf(100).headEntry(-1));
  }

  @Test
  void groupsWithoutWordsAreRefused() {
    for (List<Integer> cutoffs : List.of(List.of(0), List.of(5, 5), List.of(7, 6), List.of(10))) {
      assertThrows(IllegalArgumentException.class, () -> new Clusters(10, cutoffs));
    }
    assertThrows(IllegalArgumentException.class, () -> Clusters.ofZipf(31));
  }

  @Test
  void autoIsAdaptiveForLargeVocabulariesAlone() {
    assertEquals(Clusters.none(29_999), SoftmaxKind.AUTO.clusters(29_999));
    assertEquals(Clusters.ofZipf(30_000), SoftmaxKind.AUTO.clusters(30_000));
    assertEquals(Clusters.none(30_000), SoftmaxKind.FULL.clusters(30_000));
    assertEquals(Clusters.ofZipf(40), SoftmaxKind.ADAPTIVE.clusters(40));
  }
}
