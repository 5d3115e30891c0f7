package dev.nextword.network;

import java.util.List;

/**
 * How an adaptive softmax cuts the words, which are in the order of their frequency: a shortlist of
 * the most frequent ones, and clusters of rarer ones.
 *
 * <pre>
 *   word id    0 ........ 2,061 | 2,062 ........ 10,311 | 10,312 ........ 32,999
 *              shortlist        | cluster 0             | cluster 1
 *   width      H                | H / 4                 | H / 16
 * </pre>
 *
 * <p>Without cutoffs all words are in the shortlist: the full softmax.
 *
 * @param words size of the vocabulary
 * @param cutoffs first id of each cluster, rising
 */
public record Clusters(int words, List<Integer> cutoffs) {
  /** The fewest words that can be cut. */
  public static final int SMALLEST = 32;

  /** The words' features of a cluster are so many times narrower than those before it. */
  private static final int NARROWER = 4;

  /** But not narrower than this: it would save no more time and cost accuracy. */
  private static final int NARROWEST = 16;

  /** Where the clusters begin, in parts of the vocabulary; see {@link #ofZipf}. */
  private static final List<Double> PARTS = List.of(1.0 / 16, 5.0 / 16);

  /**
   * @throws IllegalArgumentException if a group of words were empty
   */
  public Clusters {
    cutoffs = List.copyOf(cutoffs);
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before || cutoff >= words) {
        throw new IllegalArgumentException(
            "cutoffs " + cutoffs + " do not rise from 1 to below " + words + " words");
      }
      before = cutoff;
    }
  }

  /** One group of all words: the full softmax. */
  public static Clusters none(int words) {
    return new Clusters(words, List.of());
  }

  /**
   * The cut that is used for a vocabulary of this size: a sixteenth of the words in the shortlist,
   * the next quarter in the first cluster, the rest in the second. In ordinary text, where a word's
   * frequency falls about as its rank grows (Zipf's law), more than four of five words are then in
   * the shortlist, and the products of head and clusters are a tenth of the full softmax's.
   *
   * @throws IllegalArgumentException if the vocabulary is smaller than {@value #SMALLEST}
   */
  public static Clusters ofZipf(int words) {
    if (words < SMALLEST) {
      throw new IllegalArgumentException(
          "an adaptive softmax needs at least " + SMALLEST + " words, not " + words);
    }
    return new Clusters(words, PARTS.stream().map(part -> (int) (part * words)).toList());
  }

  /** How many clusters there are. */
  public int count() {
    return cutoffs.size();
  }

  /** Words of the shortlist. */
  public int shortlist() {
    return cutoffs.isEmpty() ? words : cutoffs.get(0);
  }

  /** Entries of the head: the shortlist's words, then one for each cluster. */
  int head() {
    return shortlist() + count();
  }

  /** A cluster's first word. */
  int from(int cluster) {
    return cutoffs.get(cluster);
  }

  /** How many words a cluster has. */
  int size(int cluster) {
    return (cluster + 1 < count() ? from(cluster + 1) : words) - from(cluster);
  }

  /** The width to which a cluster's projection narrows features of the head's width. */
  int width(int cluster, int headWidth) {
    int width = headWidth;
    for (int i = 0; i <= cluster; i++) {
      width /= NARROWER;
    }
    return Math.max(width, Math.min(NARROWEST, headWidth));
  }

  /** How many parameters a softmax of these words has, on features of this width. */
  long parameters(int width) {
    long parameters = (width + 1L) * head();
    for (int c = 0; c < count(); c++) {
      long narrow = width(c, width);
      parameters += narrow * width + (narrow + 1) * size(c);
    }
    return parameters;
  }

  /** A word's cluster, or -1 if it is in the shortlist. */
  int clusterOf(int word) {
    int cluster = count() - 1;
    while (cluster >= 0 && word < from(cluster)) {
      cluster--;
    }
    return cluster;
  }

  /** The head's entry for a word: itself, or its cluster; a negative id stays what it is. */
  int headEntry(int word) {
    int cluster = clusterOf(word);
    return cluster < 0 ? word : shortlist() + cluster;
  }
}
