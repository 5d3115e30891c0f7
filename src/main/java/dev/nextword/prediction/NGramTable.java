package dev.nextword.prediction;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.ArrayUtil;

/**
 * How often each n-gram of one to three words was seen, in arrays. Immutable; {@link Builder} makes
 * it.
 *
 * <pre>
 *   words      ...   a   ...
 *                    |
 *   bigrams    ... [ b   b'  b'' ] ...   what was seen after a, by rising id
 *                    |
 *   trigrams   ... [ c   c' ] ...        what was seen after a b, by rising id
 * </pre>
 */
final class NGramTable {
  /** What was seen after a context, by rising id, each with its count: a piece of long arrays. */
  record Row(int[] ids, int[] counts, int from, int to) {
    static final Row EMPTY = new Row(new int[0], new int[0], 0, 0);

    int size() {
      return to - from;
    }

    int id(int index) {
      return ids[from + index];
    }

    int count(int index) {
      return counts[from + index];
    }

    /** How often this word was seen; 0 if never. */
    int countOf(int id) {
      int at = Arrays.binarySearch(ids, from, to, id);
      return at < 0 ? 0 : counts[at];
    }
  }

  private final int grams;
  private final long tokens;
  private final int[] words; // [vocabulary]: counts
  private final int mostFrequent;
  private final Level bigrams; // their contexts are words
  private final Level trigrams; // their contexts are places among the bigrams

  private NGramTable(int grams, long tokens, int[] words, Level bigrams, Level trigrams) {
    this.grams = grams;
    this.tokens = tokens;
    this.words = words;
    this.mostFrequent = IntStream.of(words).max().orElse(0);
    this.bigrams = bigrams;
    this.trigrams = trigrams;
  }

  /** Longest n-gram. */
  int grams() {
    return grams;
  }

  /** How many tokens were counted. */
  long tokens() {
    return tokens;
  }

  /** How often a word was seen. */
  int count(int id) {
    return words[id];
  }

  /** How often the most frequent word was seen. */
  int mostFrequent() {
    return mostFrequent;
  }

  /** What was seen after a word. */
  Row after(int word) {
    return bigrams.row(word);
  }

  /** What was seen after two words. */
  Row after(int first, int second) {
    int place = bigrams.place(first, second);
    return place < 0 ? Row.EMPTY : trigrams.row(place);
  }

  /**
   * All n-grams of one length.
   *
   * @param begin those of a context are from {@code begin[context]} to {@code begin[context + 1]}
   */
  private record Level(int[] begin, int[] ids, int[] counts) {
    Row row(int context) {
      return new Row(ids, counts, begin[context], begin[context + 1]);
    }

    int place(int context, int id) {
      return Arrays.binarySearch(ids, begin[context], begin[context + 1], id);
    }
  }

  /** Takes n-grams one by one, each after the shorter one that it begins with. */
  static final class Builder {
    private final int[] words;
    private final Unsorted bigrams = new Unsorted();
    private final Unsorted trigrams = new Unsorted();
    private int word = -1; // that the next bigrams begin with
    private int bigram = -1; // that the next trigrams begin with, by its place in the order added

    /**
     * @param words how many there are in the vocabulary
     */
    Builder(int words) {
      this.words = new int[words];
    }

    /**
     * The next n-gram.
     *
     * @param length how many words, 1 to 3; those before the last are taken from the n-gram of
     *     {@code length - 1} words that was added last
     * @param last its last word
     * @throws IllegalArgumentException if there was none
     */
    void add(int length, int last, int count) {
      if (length < 1 || length > 3 || (length > 1 && word < 0) || (length > 2 && bigram < 0)) {
        throw new IllegalArgumentException("an n-gram of " + length + " words without its context");
      }
      switch (length) {
        case 1 -> {
          words[last] += count;
          word = last;
          bigram = -1;
        }
        case 2 -> bigram = bigrams.add(word, last, count);
        default -> trigrams.add(bigram, last, count);
      }
    }

    NGramTable build(int grams, long tokens) {
      int[] order = bigrams.order(words.length, words.length);
      int[] places = new int[order.length];
      for (int place = 0; place < order.length; place++) {
        places[order[place]] = place;
      }
      for (int i = 0; i < trigrams.size; i++) {
        trigrams.contexts[i] = places[trigrams.contexts[i]];
      }
      return new NGramTable(
          grams,
          tokens,
          words,
          bigrams.level(order, words.length),
          trigrams.level(trigrams.order(order.length, words.length), order.length));
    }
  }

  /** N-grams of one length as they come. */
  private static final class Unsorted {
    private int[] contexts = new int[1 << 10];
    private int[] ids = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int size;

    int add(int context, int id, int count) {
      contexts = ArrayUtil.grow(contexts, size + 1);
      ids = ArrayUtil.grow(ids, size + 1);
      counts = ArrayUtil.grow(counts, size + 1);
      contexts[size] = context;
      ids[size] = id;
      counts[size] = count;
      return size++;
    }

    /** Where those are that come first, second, ... by context, then by id. */
    int[] order(int contextCount, int words) {
      int[] byId = sorted(IntStream.range(0, size).toArray(), ids, words);
      return sorted(byId, contexts, contextCount);
    }

    /** Counting sort: what has the same key stays in its order. */
    private static int[] sorted(int[] places, int[] keys, int keyCount) {
      int[] next = new int[keyCount + 1];
      for (int place : places) {
        next[keys[place] + 1]++;
      }
      Arrays.parallelPrefix(next, Integer::sum);
      int[] sorted = new int[places.length];
      for (int place : places) {
        sorted[next[keys[place]]++] = place;
      }
      return sorted;
    }

    Level level(int[] order, int contextCount) {
      int[] begin = new int[contextCount + 1];
      int[] sortedIds = new int[size];
      int[] sortedCounts = new int[size];
      for (int i = 0; i < size; i++) {
        begin[contexts[order[i]] + 1]++;
        sortedIds[i] = ids[order[i]];
        sortedCounts[i] = counts[order[i]];
      }
      Arrays.parallelPrefix(begin, Integer::sum);
      return new Level(begin, sortedIds, sortedCounts);
    }
  }
}
