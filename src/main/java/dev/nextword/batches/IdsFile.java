package dev.nextword.batches;

import dev.nextword.vocabulary.EncodedDocument;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Documents as ids in a file, read through memory mapping: text is turned into ids once, several
 * trainings share it, and a corpus may be larger than the heap.
 *
 * <p>Four bytes a word, big-endian: the id, and two flags, {@value #START} where a document begins
 * and {@value #ANSWER} at a word that a woven cue decides. At most 2^29 words (2 GB).
 */
public final class IdsFile {
  static final int START = 1 << 31;
  static final int ANSWER = 1 << 30;
  private static final int ID = ANSWER - 1;
  private static final long MOST_WORDS = 1L << 29;

  private final IntBuffer words;
  private final int[] starts; // [documents]
  private final int[] ends; // [documents], one behind each document's last word

  private IdsFile(IntBuffer words, int[] starts, int[] ends) {
    this.words = words;
    this.starts = starts;
    this.ends = ends;
  }

  /** Writes documents one after the other. */
  public static final class Writer implements Closeable {
    private final Path path;
    private final DataOutputStream out;
    private long written;

    /** Starts a new file, in place of an old one. */
    public Writer(Path path) throws IOException {
      this.path = path;
      this.out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
    }

    /** Adds a document; one that holds nothing to predict is left out. */
    public void add(EncodedDocument document) throws IOException {
      int[] ids = document.ids();
      if (ids.length < 2) {
        return;
      }
      for (int i = 0; i < ids.length; i++) {
        write(ids[i] | (i == 0 ? START : 0) | (document.answers().get(i) ? ANSWER : 0));
      }
    }

    /** Begins a document that may be larger than memory: {@link #append} adds the rest. */
    public void begin(int firstId) throws IOException {
      write(firstId | START);
    }

    /** Adds a word to the document that {@link #begin} has begun. */
    public void append(int id) throws IOException {
      write(id);
    }

    private void write(int word) throws IOException {
      if (++written > MOST_WORDS) {
        throw new IOException(path + ": more than " + MOST_WORDS + " words of training text");
      }
      out.writeInt(word);
    }

    /** Words written so far, {@code <eos>} included. */
    public long words() {
      return written;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Maps a file into memory. */
  public static IdsFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      IntBuffer words = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).asIntBuffer();
      int[] starts = new int[1024];
      int documents = 0;
      for (int i = 0; i < words.limit(); i++) {
        if ((words.get(i) & START) != 0) {
          if (documents + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
          }
          starts[documents++] = i;
        }
      }
      starts[documents] = words.limit();
      return new IdsFile(
          words,
          Arrays.copyOf(starts, documents),
          documents == 0 ? new int[0] : Arrays.copyOfRange(starts, 1, documents + 1));
    }
  }

  /**
   * One long document cut into equal stretches, one a lane, so that it is read in parallel. The
   * document {@code abcdefghi} in two lanes:
   *
   * <pre>
   *   words    a b c d e f g h i
   *
   *   lane 0   inputs  a b c d      lane 1   inputs  e f g h
   *            labels  b c d e               labels  f g h i
   * </pre>
   *
   * The word at a cut is the last label of one stretch and the first input of the next: every word
   * but the document's first is predicted exactly once, nothing is trimmed, and lengths differ by
   * one at most. The price of the lanes: all but the first begin without what stands before them.
   *
   * @param lanes how many; fewer come out where there are fewer labels
   * @throws IllegalArgumentException if this is not a single document
   */
  public IdsFile stretches(int lanes) {
    if (documents() != 1 || lanes < 1) {
      throw new IllegalArgumentException(
          "one document into one lane or more, not " + documents() + " into " + lanes);
    }
    int stretches = (int) Math.min(lanes, labels());
    int[] from = new int[stretches];
    int[] to = new int[stretches];
    for (int lane = 0; lane < stretches; lane++) {
      from[lane] = (int) (labels() * lane / stretches);
      to[lane] = (int) (labels() * (lane + 1) / stretches) + 1;
    }
    return new IdsFile(words, from, to);
  }

  public int documents() {
    return starts.length;
  }

  /** All words, {@code <eos>} included. */
  public int words() {
    return words.limit();
  }

  /** How many labels all documents have: each word but a document's first. */
  public long labels() {
    long labels = 0;
    for (int document = 0; document < documents(); document++) {
      labels += length(document) - 1;
    }
    return labels;
  }

  /** Words of one document, its first {@code <eos>} included. */
  int length(int document) {
    return ends[document] - starts[document];
  }

  /** The ids of one document, {@code <eos> w w <eos>}. */
  public int[] ids(int document) {
    int[] ids = new int[length(document)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id(document, i);
    }
    return ids;
  }

  int id(int document, int index) {
    return words.get(starts[document] + index) & ID;
  }

  boolean isAnswer(int document, int index) {
    return (words.get(starts[document] + index) & ANSWER) != 0;
  }
}
