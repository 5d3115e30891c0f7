package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How often each n-gram of one to three words occurs in a text of any length.
 *
 * <p>An n-gram is one {@code long}: three fields of 21 bits, each 0 for "no word" or 1 + the word's
 * rank among all words sorted by their UTF-8 bytes. Sorting these numbers therefore sorts the
 * n-grams as Lucene's FST compiler wants them: {@code a < a b < a b c < a c < b}.
 *
 * <pre>
 *   62      42 41      21 20       0
 *   | 1 + a   | 1 + b    | 1 + c    |
 * </pre>
 *
 * <p>Memory is bounded: when the buffer is full it is sorted, equal neighbours are added up, and
 * the run goes to a temporary file; {@link #forEach} merges the runs. Not for use by several
 * threads.
 */
final class NGramCounts implements Closeable {
  static final int MAXIMUM_ORDER = 3;
  private static final int BITS = 21;
  private static final long FIELD = (1L << BITS) - 1;
  private static final int DEFAULT_BUFFER = 1 << 22; // 32 MB

  /** Takes n-grams in their sorted order. */
  @FunctionalInterface
  interface Visitor {
    void visit(long ngram, int count) throws IOException;
  }

  private final int order;
  private final int[] rankById;
  private final int[] idByRank;
  private final long[] buffer;
  private int filled;
  private @Nullable DataOutputStream known;
  private long lastKnown;
  private final List<Path> runs = new ArrayList<>();
  private final Path folder;

  /**
   * @param order longest n-gram counted, 1 to 3
   */
  NGramCounts(Vocabulary vocabulary, int order) throws IOException {
    this(vocabulary, order, DEFAULT_BUFFER);
  }

  NGramCounts(Vocabulary vocabulary, int order, int bufferSize) throws IOException {
    if (order < 1 || order > MAXIMUM_ORDER) {
      throw new IllegalArgumentException("n-grams of 1 to " + MAXIMUM_ORDER + ", not " + order);
    }
    if (vocabulary.size() >= FIELD) {
      throw new IllegalArgumentException("at most " + FIELD + " words, not " + vocabulary.size());
    }
    this.order = order;
    List<BytesRef> bytes =
        IntStream.range(0, vocabulary.size())
            .mapToObj(id -> new BytesRef(vocabulary.word(id)))
            .toList();
    idByRank =
        IntStream.range(0, bytes.size())
            .boxed()
            .sorted(Comparator.comparing(bytes::get))
            .mapToInt(Integer::intValue)
            .toArray();
    rankById = new int[idByRank.length];
    for (int rank = 0; rank < idByRank.length; rank++) {
      rankById[idByRank[rank]] = rank;
    }
    buffer = new long[Math.max(bufferSize, order)];
    folder = Files.createTempDirectory("nextword-ngrams");
  }

  /** Counts every n-gram that ends inside this document. */
  void add(int[] ids) throws IOException {
    long before1 = 0; // 1 + rank of the word before, 0 at the beginning of the document
    long before2 = 0;
    for (int id : ids) {
      if (filled + order > buffer.length) {
        spill();
      }
      long word = rankById[id] + 1L;
      buffer[filled++] = word << 2 * BITS;
      if (order >= 2 && before1 > 0) {
        buffer[filled++] = before1 << 2 * BITS | word << BITS;
      }
      if (order >= 3 && before2 > 0) {
        buffer[filled++] = before2 << 2 * BITS | before1 << BITS | word;
      }
      before2 = before1;
      before1 = word;
    }
  }

  /**
   * Adds a count of one n-gram that is known from elsewhere. These come in sorted order, all before
   * the first document or after the last.
   *
   * @throws IllegalArgumentException if it sorts before the one added last
   */
  void add(int[] words, int count) throws IOException {
    long ngram = 0;
    for (int place = 0; place < words.length; place++) {
      ngram |= (rankById[words[place]] + 1L) << (2 - place) * BITS;
    }
    if (known == null) {
      Path path = folder.resolve("run-" + runs.size());
      runs.add(path);
      known = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
    } else if (Long.compare(lastKnown, ngram) >= 0) {
      throw new IllegalArgumentException("n-grams that are not sorted");
    }
    lastKnown = ngram;
    known.writeLong(ngram);
    known.writeInt(count);
  }

  /** How many words an n-gram has. */
  static int length(long ngram) {
    return (ngram & FIELD) != 0 ? 3 : (ngram >>> BITS & FIELD) != 0 ? 2 : 1;
  }

  /** The id of the n-gram's word at a place, 0 for its first. */
  int word(long ngram, int place) {
    return idByRank[(int) (ngram >>> (2 - place) * BITS & FIELD) - 1];
  }

  /** All n-grams with their counts, sorted by the UTF-8 bytes of their words. */
  void forEach(Visitor visitor) throws IOException {
    spill();
    closeKnown();
    PriorityQueue<Run> queue = new PriorityQueue<>(Comparator.comparingLong(run -> run.ngram));
    List<Run> open = new ArrayList<>();
    try {
      for (Path path : runs) {
        Run run = new Run(path);
        open.add(run);
        if (run.next()) {
          queue.add(run);
        }
      }
      while (!queue.isEmpty()) {
        long ngram = queue.peek().ngram;
        long count = 0;
        while (!queue.isEmpty() && queue.peek().ngram == ngram) {
          Run run = queue.remove();
          count += run.count;
          if (run.next()) {
            queue.add(run);
          }
        }
        visitor.visit(ngram, (int) Math.min(count, Integer.MAX_VALUE));
      }
    } finally {
      for (Run run : open) {
        run.in.close();
      }
    }
  }

  private void spill() throws IOException {
    if (filled == 0) {
      return;
    }
    Arrays.sort(buffer, 0, filled);
    Path path = folder.resolve("run-" + runs.size());
    runs.add(path);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16))) {
      for (int start = 0, end; start < filled; start = end) {
        for (end = start + 1; end < filled && buffer[end] == buffer[start]; end++) {}
        out.writeLong(buffer[start]);
        out.writeInt(end - start);
      }
    }
    filled = 0;
  }

  private void closeKnown() throws IOException {
    if (known != null) {
      known.close();
      known = null;
    }
  }

  /** Removes the temporary files. */
  @Override
  public void close() throws IOException {
    closeKnown();
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
    Files.deleteIfExists(folder);
  }

  /** One sorted run on disk, read from front to back. */
  private static final class Run {
    private final DataInputStream in;
    private long ngram;
    private int count;

    Run(Path path) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
    }

    boolean next() throws IOException {
      try {
        ngram = in.readLong();
        count = in.readInt();
        return true;
      } catch (EOFException end) {
        return false;
      }
    }
  }
}
